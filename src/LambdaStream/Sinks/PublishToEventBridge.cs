using LambdaStream.Compression;
using LambdaStream.Connectors;
using LambdaStream.Faults;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    // PutEvents takes no more entries.
    private const int MaxEntries = 10;

    /// <summary>Publishes each unit's event to an EventBridge bus; a unit without an event passes.</summary>
    /// <remarks>
    /// Events get the standard tags. They go in batches of up to 10 and
    /// <see cref="StreamOptions.MaxPublishRequestSize"/> bytes, with large values compressed; entries that fail are sent
    /// again, and a batch that cannot be sent is a fault of its units.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> PublishToEventBridge(
        this IAsyncEnumerable<UnitOfWork> source,
        PublishOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? PublishOptions.Default;
        return source
            .Map(uow => WithEntry(uow, sink))
            .BatchWithin(
                all =>
                    new(
                        Math.Min(sink.BatchSize ?? all.PublishBatchSize, MaxEntries),
                        sink.MaxRequestSize ?? all.MaxPublishRequestSize
                    ),
                uow => uow.Get(Slots.PublishRequestEntry) is { } entry ? EntrySize.Of(entry) : null,
                WithRequest
            )
            .RateLimit(sink.Rate)
            .Concurrently(
                all => sink.Parallel ?? all.PublishParallel,
                (uow, token) => uow.Has(Slots.PublishRequest) ? SendAsync(uow, token) : new(uow)
            )
            .UnbatchWhere(uow => uow.Has(Slots.PublishRequest));

        static UnitOfWork WithEntry(UnitOfWork uow, PublishOptions sink)
        {
            var @event = sink.Event is null ? uow.Event : uow.Get(sink.Event);
            // What a publisher before has left must not be published again.
            if (@event is null || @event.IsEmpty)
                return uow.With(Slots.PublishRequestEntry, null).With(Slots.PublishRequest, null);
            @event = StandardTags.Adorn(@event, uow);
            var all = uow.Invocation.Options;
            var ignore = sink.CompressionIgnore ?? all.CompressionIgnore;
            var entry = new PutEventsRequestEntry
            {
                EventBusName =
                    sink.BusName
                    ?? all.BusName
                    ?? throw new InvalidOperationException(
                        $"Pipeline '{uow.Pipeline}' has no bus. Set BusName on the rule or the options, or BUS_NAME."
                    ),
                Source = sink.BusSource ?? all.BusSource,
                DetailType = @event.Type,
                Detail = JsonCompression.Compress(
                    @event.ToJson(),
                    sink.CompressionThreshold ?? all.CompressionThreshold,
                    @event.Type is FaultEvent.Type ? FaultEvent.NotCompressed : ignore
                ),
            };
            return (sink.Event is null ? uow.With(@event) : uow.With(sink.Event, @event)).With(
                Slots.PublishRequestEntry,
                entry
            );
        }

        static UnitOfWork WithRequest(UnitOfWork batch) =>
            batch.With(
                Slots.PublishRequest,
                new() { Entries = [.. batch.Batch.Select(uow => uow.Get(Slots.PublishRequestEntry)!)] }
            );

        static async ValueTask<UnitOfWork?> SendAsync(UnitOfWork batch, CancellationToken cancellationToken)
        {
            var eventBridge =
                batch.Invocation.Options.EventBridge
                ?? throw new InvalidOperationException(
                    "The port EventBridge is missing. Set StreamOptions.EventBridge."
                );
            var responses = await BatchRetry.SendAsync(
                batch.Get(Slots.PublishRequest)!,
                eventBridge.PutEventsAsync,
                FailedEntries,
                EventBridgeJson.Of,
                batch.Invocation,
                cancellationToken
            );
            return batch.With(
                Slots.PublishResponse,
                new()
                {
                    Entries =
                    [
                        .. responses.SelectMany(response => response.Entries).Where(entry => entry.ErrorCode is null),
                    ],
                }
            );
        }

        static PutEventsRequest? FailedEntries(PutEventsRequest request, PutEventsResponse response) =>
            response.FailedEntryCount == 0
                ? null
                : request with
                {
                    Entries = [.. request.Entries.Where((_, i) => response.Entries[i].ErrorCode is not null)],
                };
    }
}
