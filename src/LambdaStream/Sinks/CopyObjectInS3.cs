using LambdaStream.Calls;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Copies the object of each unit's <see cref="Slots.S3CopyRequest"/> within S3; a unit without one passes.</summary>
    public static IAsyncEnumerable<UnitOfWork> CopyObjectInS3(
        this IAsyncEnumerable<UnitOfWork> source,
        S3Options? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? S3Options.Default;
        return source.SendRequests(
            new RequestStep<CopyObjectRequest, CopyObjectResponse>
            {
                Request = sink.CopyRequest,
                Step = "copy",
                Service = nameof(StreamOptions.S3),
                Operation = "CopyObject",
                Target = all => sink.BucketName ?? all.BucketName,
                Parallel = all => sink.Parallel ?? all.S3Parallel,
                Rate = sink.Rate,
                Order = sink.Order,
                Key = (uow, request) => (uow.Bucket(request.Bucket, sink.BucketName), request.Key),
                Complete = (uow, request) => request with { Bucket = uow.Bucket(request.Bucket, sink.BucketName) },
                Resource = request => request.Bucket,
                Send = (uow, request, token) => uow.S3(sink.S3).CopyObjectAsync(request, token),
                Answer = (uow, _, response) => uow.With(sink.CopyResponse, response),
            }
        );
    }
}
