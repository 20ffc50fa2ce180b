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
                            Slots.S3DeleteResponse,
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
                new Io("delete", "s3", "DeleteObject", Slots.S3DeleteRequest, all => sink.BucketName ?? all.BucketName)
            );

        DeleteObjectRequest? Located(UnitOfWork uow) =>
            uow.Get(Slots.S3DeleteRequest) is { } request
                ? request with
                {
                    Bucket = uow.Bucket(request.Bucket, sink.BucketName),
                }
                : null;
    }
}
