using LambdaStream.Calls;
using LambdaStream.Connectors;
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
        return source.SendRequests(
            new RequestStep<HeadObjectRequest, HeadObjectResponse>
            {
                Request = query.HeadRequest,
                Step = "get",
                Service = nameof(StreamOptions.S3),
                Operation = "HeadObject",
                Target = all => query.BucketName ?? all.BucketName,
                Parallel = all => query.Parallel ?? all.S3Parallel,
                Order = query.Order,
                Complete = (uow, request) => request with { Bucket = uow.Bucket(request.Bucket, query.BucketName) },
                Resource = request => request.Bucket,
                Send = (uow, request, token) => uow.S3(query.S3).HeadObjectAsync(request, token),
                Answer = (uow, _, response) => uow.With(query.HeadResponse, response),
            }
        );
    }
}
