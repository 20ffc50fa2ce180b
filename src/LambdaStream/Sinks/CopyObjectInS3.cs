using LambdaStream.Connectors;
using LambdaStream.Observing;
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
        return source
            .RateLimit(sink.Rate)
            .Concurrently(
                all => sink.Parallel ?? all.S3Parallel,
                async (uow, token) =>
                    Located(uow) is { } request
                        ? uow.With(
                            sink.CopyResponse,
                            await uow.AskAsync(
                                nameof(StreamOptions.S3),
                                request.Bucket,
                                uow.S3(sink.S3).CopyObjectAsync,
                                request,
                                token
                            )
                        )
                        : uow,
                sink.Order,
                uow => Located(uow) is { } request ? (request.Bucket, request.Key) : null,
                new Io("copy", "s3", "CopyObject", sink.CopyRequest, all => sink.BucketName ?? all.BucketName)
            );

        CopyObjectRequest? Located(UnitOfWork uow) =>
            uow.Get(sink.CopyRequest) is { } request
                ? request with
                {
                    Bucket = uow.Bucket(request.Bucket, sink.BucketName),
                }
                : null;
    }
}
