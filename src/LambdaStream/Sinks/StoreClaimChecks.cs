using System.Globalization;
using LambdaStream.Connectors;
using LambdaStream.Observing;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Stores the events whose entries are too large for their target, and makes entries of claim checks in their place.</summary>
    /// <remarks>The unit keeps its event. Without a bucket the stream passes as it is.</remarks>
    internal static IAsyncEnumerable<UnitOfWork> StoreClaimChecks<TEntry>(
        this IAsyncEnumerable<UnitOfWork> source,
        PublishOptions sink,
        Slot<TEntry> entry,
        Func<StreamOptions, BatchLimits> limits,
        Func<TEntry, long> size,
        Func<UnitOfWork, Event, TEntry> toEntry
    )
        where TEntry : class
    {
        if (source is Sketch sketch)
            return (sink.ClaimCheckBucketName ?? sketch.Options.ClaimCheckBucketName) is { } place
                ? sketch.Then(nameof(StoreClaimChecks), IoOf(place), sketch.Options.S3Parallel)
                : source;
        return source.Configured(all =>
            (sink.ClaimCheckBucketName ?? all.ClaimCheckBucketName) is { } bucket
                ? units => units.Concurrently(all => all.S3Parallel, (uow, token) => StoreAsync(uow, bucket, token))
                : units => units
        );

        async ValueTask<UnitOfWork?> StoreAsync(UnitOfWork uow, string bucket, CancellationToken cancellationToken)
        {
            var most = limits(uow.Invocation.Options);
            if (uow.Get(entry) is not { } large || size(large) <= Math.Min(most.EntryBytes, most.Bytes))
                return uow;
            var @event = sink.Event is null ? uow.Event : uow.Get(sink.Event)!;
            var content = @event.ToJson().ToUtf8();
            // Made once, since the hour may turn before the event is published.
            var key = uow.Invocation.ClaimCheckKeys.Take(ClaimCheckKey(uow, @event), content);
            var request = new PutObjectRequest { Bucket = bucket, Key = key };
            uow = uow.With(Slots.PutClaimCheckRequest, request);
            try
            {
                await IoOf(bucket)
                    .CallAsync(
                        uow,
                        (_, token) =>
                            uow.AskAsync(
                                nameof(StreamOptions.S3),
                                request.Bucket,
                                uow.S3(sink.S3).PutObjectAsync,
                                request with
                                {
                                    Body = content,
                                },
                                token
                            ),
                        cancellationToken
                    );
            }
            catch (Exception error)
            {
                // The fault shows where it should have been.
                uow.Fail(error);
                return null;
            }
            return uow.With(entry, toEntry(uow, ClaimCheck.For(@event, bucket, key)));
        }
    }

    private static Io IoOf(string bucket) => new("save", "s3", "PutObject", null, _ => bucket);

    private static string ClaimCheckKey(UnitOfWork uow, Event @event)
    {
        var id =
            @event.Id
            ?? throw new InvalidOperationException(
                $"The event '{@event.Type}' is too large to be published, and has no id under which it could be stored."
            );
        var hour = uow.Invocation.Time.GetUtcNow().ToString("yyyy'/'MM'/'dd'/'HH", CultureInfo.InvariantCulture);
        return $"{uow.Invocation.Options.Region ?? "undefined"}/claimchecks/{hour}/{id}";
    }
}
