using LambdaStream.Calls;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Writes each unit's <see cref="Slots.S3PutRequest"/> to S3; a unit without one passes.</summary>
    public static IAsyncEnumerable<UnitOfWork> PutObjectToS3(
        this IAsyncEnumerable<UnitOfWork> source,
        S3Options? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? S3Options.Default;
        return source.SendRequests(
            new RequestStep<PutObjectRequest, PutObjectResponse>
            {
                Request = sink.PutRequest,
                Step = "save",
                Service = nameof(StreamOptions.S3),
                Operation = "PutObject",
                Target = all => sink.BucketName ?? all.BucketName,
                Parallel = all => sink.Parallel ?? all.S3Parallel,
                Rate = sink.Rate,
                Order = sink.Order,
                Key = (uow, request) => (uow.Bucket(request.Bucket, sink.BucketName), request.Key),
                Complete = (uow, request) => request with { Bucket = uow.Bucket(request.Bucket, sink.BucketName) },
                Resource = request => request.Bucket,
                Send = (uow, request, token) => uow.S3(sink.S3).PutObjectAsync(request, token),
                Answer = (uow, _, response) => uow.With(sink.PutResponse, response),
            }
        );
    }
}
