using LambdaStream.Compression;
using LambdaStream.Connectors;
using LambdaStream.Faults;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Publishes each unit's event to an EventBridge bus; a unit without an event passes.</summary>
    /// <remarks>
    /// Events get the standard tags. They go in batches of up to 10 and
    /// <see cref="StreamOptions.MaxPublishRequestSize"/> bytes, with large values compressed; entries that fail are sent
    /// again, and those that cannot be sent are a fault. With a <see cref="StreamOptions.ClaimCheckBucketName"/> an event
    /// that is too large is stored there, and a claim check is published in its place.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> PublishToEventBridge(
        this IAsyncEnumerable<UnitOfWork> source,
        PublishOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? PublishOptions.Default;
        return source
            .WithEntries(sink, sink.EventBridgeEntry, sink.EventBridgeRequest, ToEntry)
            .StoreClaimChecks(sink, sink.EventBridgeEntry, Limits, EntrySize.Of, ToEntry)
            .SendBatches(
                new BatchSink<PutEventsRequestEntry, PutEventsRequest, PutEventsResponse>
                {
                    Entry = sink.EventBridgeEntry,
                    Request = sink.EventBridgeRequest,
                    Response = Slots.PublishResponse,
                    Step = "publish",
                    Operation = "PutEvents",
                    Target = all => sink.BusName ?? all.BusName,
                    Limits = Limits,
                    Size = EntrySize.Of,
                    Parallel = all => sink.Parallel ?? all.PublishParallel,
                    Rate = sink.Rate,
                    Retry = sink.Retry,
                    FailsRecords = sink.FailsRecords,
                    Order = sink.Order,
                    Service = nameof(StreamOptions.EventBridge),
                    Resource = request => request.Entries is [var entry, ..] ? entry.EventBusName : null,
                    ToRequest = (batch, entries) =>
                        new()
                        {
                            Entries = entries,
                            EndpointId = sink.EndpointId ?? batch.Invocation.Options.BusEndpointId,
                        },
                    Send = (batch, request, token) =>
                        batch.EventBridge(sink.EventBridge).PutEventsAsync(request, token),
                    Failed = (_, _, response) => Failed(response),
                    Merge = responses =>
                        new()
                        {
                            Entries =
                            [
                                .. responses
                                    .SelectMany(response => response.Entries)
                                    .Where(entry => entry.ErrorCode is null),
                            ],
                        },
                    Describe = EventBridgeJson.Of,
                }
            );

        BatchLimits Limits(StreamOptions all) =>
            TargetLimits.EventBridge.Within(
                sink.BatchSize ?? all.PublishBatchSize,
                sink.MaxRequestSize ?? all.MaxPublishRequestSize
            );

        PutEventsRequestEntry ToEntry(UnitOfWork uow, Event @event)
        {
            var all = uow.Invocation.Options;
            return new()
            {
                EventBusName =
                    sink.BusName
                    ?? all.BusName
                    ?? throw PublishEntries.NoTarget(uow, "bus", nameof(StreamOptions.BusName), "BUS_NAME"),
                Source = sink.BusSource ?? all.BusSource,
                DetailType = @event.Type,
                Detail = Compressed(uow, @event, sink),
            };
        }

        static List<FailedEntry> Failed(PutEventsResponse response) =>
            [
                .. response
                    .Entries.Index()
                    .Where(entry => entry.Item.ErrorCode is not null)
                    .Select(entry => new FailedEntry(
                        entry.Index,
                        entry.Item.ErrorCode!,
                        entry.Item.ErrorMessage,
                        IsPermanent: entry.Item.ErrorCode
                            is "InvalidArgument"
                                or "InvalidAccountIdException"
                                or "MalformedDetail"
                                or "NotAuthorizedForDetailTypeException"
                                or "NotAuthorizedForSourceException"
                    )),
            ];
    }

    private static Json Compressed(UnitOfWork uow, Event @event, PublishOptions sink)
    {
        var all = uow.Invocation.Options;
        var isFault = @event.Type is FaultEvent.Type;
        return !isFault && (sink.AsCloudEvents ?? all.PublishesCloudEvents)
            ? AsCloudEvent(@event, sink, all)
            : Compressed(@event.ToJson(), sink, all, isFault);
    }

    private static Json AsCloudEvent(Event @event, PublishOptions sink, StreamOptions all) =>
        CloudEvent.Write(
            @event,
            sink.CloudEventSource ?? all.CloudEventSource ?? SourceOfUntagged(@event, all),
            data => Compressed(data, sink, all)
        );

    // Events go to Firehose without standard tags.
    private static string? SourceOfUntagged(Event @event, StreamOptions all) =>
        @event.Tags["source"].IsDefined
            ? null
            : CloudEvent.SourceOf(
                Json.ObjectOf(("account", all.Account), ("region", all.Region), ("source", all.Source))
            );

    private static Json Compressed(Json json, PublishOptions sink, StreamOptions all, bool isFault = false) =>
        JsonCompression.Compress(
            json,
            sink.CompressionThreshold ?? all.CompressionThreshold,
            isFault ? FaultEvent.NotCompressed : sink.CompressionIgnore ?? all.CompressionIgnore
        );
}
