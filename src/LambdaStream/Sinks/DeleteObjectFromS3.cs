using LambdaStream.Connectors;
using LambdaStream.Observing;
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
        return source
            .RateLimit(sink.Rate)
            .Concurrently(
                all => sink.Parallel ?? all.S3Parallel,
                async (uow, token) =>
                    Located(uow) is { } request
                        ? uow.With(
                            sink.DeleteResponse,
                            await uow.AskAsync(
                                nameof(StreamOptions.S3),
                                request.Bucket,
                                uow.S3(sink.S3).DeleteObjectAsync,
                                request,
                                token
                            )
                        )
                        : uow,
                sink.Order,
                uow => Located(uow) is { } request ? (request.Bucket, request.Key) : null,
                new Io("delete", "s3", "DeleteObject", sink.DeleteRequest, all => sink.BucketName ?? all.BucketName)
            );

        DeleteObjectRequest? Located(UnitOfWork uow) =>
            uow.Get(sink.DeleteRequest) is { } request
                ? request with
                {
                    Bucket = uow.Bucket(request.Bucket, sink.BucketName),
                }
                : null;
    }
}
