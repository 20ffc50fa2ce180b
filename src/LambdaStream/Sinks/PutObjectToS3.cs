using LambdaStream.Connectors;
using LambdaStream.Observing;
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
        return source
            .RateLimit(sink.Rate)
            .Concurrently(
                all => sink.Parallel ?? all.S3Parallel,
                async (uow, token) =>
                    Located(uow) is { } request
                        ? uow.With(
                            sink.PutResponse,
                            await uow.AskAsync(
                                nameof(StreamOptions.S3),
                                request.Bucket,
                                uow.S3(sink.S3).PutObjectAsync,
                                request,
                                token
                            )
                        )
                        : uow,
                sink.Order,
                uow => Located(uow) is { } request ? (request.Bucket, request.Key) : null,
                new Io("save", "s3", "PutObject", sink.PutRequest, all => sink.BucketName ?? all.BucketName)
            );

        PutObjectRequest? Located(UnitOfWork uow) =>
            uow.Get(sink.PutRequest) is { } request
                ? request with
                {
                    Bucket = uow.Bucket(request.Bucket, sink.BucketName),
                }
                : null;
    }
}
