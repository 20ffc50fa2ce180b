using LambdaStream.Connectors;
using LambdaStream.Observing;
using LambdaStream.Queries;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Reads each unit's <see cref="Slots.S3GetRequest"/> into <see cref="Slots.S3GetResponse"/>, as bytes and as text; a unit without one passes.</summary>
    public static IAsyncEnumerable<UnitOfWork> GetObjectFromS3(
        this IAsyncEnumerable<UnitOfWork> source,
        S3QueryOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var query = options ?? S3QueryOptions.Default;
        return source.Concurrently(
            all => query.Parallel ?? all.S3Parallel,
            async (uow, token) =>
                uow.Get(query.GetRequest) is { } request
                    ? uow.With(
                        query.GetResponse,
                        await uow.AskAsync(
                            nameof(StreamOptions.S3),
                            uow.Bucket(request.Bucket, query.BucketName),
                            uow.S3(query.S3).GetObjectAsync,
                            request with
                            {
                                Bucket = uow.Bucket(request.Bucket, query.BucketName),
                            },
                            token
                        )
                    )
                    : uow,
            query.Order,
            io: new Io("get", "s3", "GetObject", query.GetRequest, all => query.BucketName ?? all.BucketName)
        );
    }
}
