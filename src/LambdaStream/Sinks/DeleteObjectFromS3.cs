using LambdaStream.Calls;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Deletes the object of each unit's <see cref="Slots.S3DeleteRequest"/>; a unit without one passes.</summary>
    public static IAsyncEnumerable<UnitOfWork> DeleteObjectFromS3(
        this IAsyncEnumerable<UnitOfWork> source,
        S3Options? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? S3Options.Default;
        return source.SendRequests(
            new RequestStep<DeleteObjectRequest, DeleteObjectResponse>
            {
                Request = sink.DeleteRequest,
                Step = "delete",
                Service = nameof(StreamOptions.S3),
                Operation = "DeleteObject",
                Target = all => sink.BucketName ?? all.BucketName,
                Parallel = all => sink.Parallel ?? all.S3Parallel,
                Rate = sink.Rate,
                Order = sink.Order,
                Key = (uow, request) => (uow.Bucket(request.Bucket, sink.BucketName), request.Key),
                Complete = (uow, request) => request with { Bucket = uow.Bucket(request.Bucket, sink.BucketName) },
                Resource = request => request.Bucket,
                Send = (uow, request, token) => uow.S3(sink.S3).DeleteObjectAsync(request, token),
                Answer = (uow, _, response) => uow.With(sink.DeleteResponse, response),
            }
        );
    }
}
