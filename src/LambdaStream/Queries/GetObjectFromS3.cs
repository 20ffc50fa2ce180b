using LambdaStream.Calls;
using LambdaStream.Connectors;
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
        return source.SendRequests(
            new RequestStep<GetObjectRequest, GetObjectResponse>
            {
                Request = query.GetRequest,
                Step = "get",
                Service = nameof(StreamOptions.S3),
                Operation = "GetObject",
                Target = all => query.BucketName ?? all.BucketName,
                Parallel = all => query.Parallel ?? all.S3Parallel,
                Order = query.Order,
                Complete = (uow, request) => request with { Bucket = uow.Bucket(request.Bucket, query.BucketName) },
                Resource = request => request.Bucket,
                Send = (uow, request, token) => uow.S3(query.S3).GetObjectAsync(request, token),
                Answer = (uow, _, response) => uow.With(query.GetResponse, response),
            }
        );
    }
}
