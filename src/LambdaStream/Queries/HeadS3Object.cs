using LambdaStream.Connectors;
using LambdaStream.Observing;
using LambdaStream.Queries;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Leaves what S3 tells of each unit's <see cref="Slots.S3HeadRequest"/> in <see cref="Slots.S3HeadResponse"/>; a unit without one passes.</summary>
    public static IAsyncEnumerable<UnitOfWork> HeadS3Object(
        this IAsyncEnumerable<UnitOfWork> source,
        S3QueryOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var query = options ?? S3QueryOptions.Default;
        return source.Concurrently(
            all => query.Parallel ?? all.S3Parallel,
            async (uow, token) =>
                uow.Get(query.HeadRequest) is { } request
                    ? uow.With(
                        query.HeadResponse,
                        await uow.AskAsync(
                            nameof(StreamOptions.S3),
                            uow.Bucket(request.Bucket, query.BucketName),
                            uow.S3(query.S3).HeadObjectAsync,
                            request with
                            {
                                Bucket = uow.Bucket(request.Bucket, query.BucketName),
                            },
                            token
                        )
                    )
                    : uow,
            query.Order,
            io: new Io("get", "s3", "HeadObject", query.HeadRequest, all => query.BucketName ?? all.BucketName)
        );
    }
}
