using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Sends each unit's event to a Firehose delivery stream, a line of JSON each; a unit without an event passes.</summary>
    /// <remarks>
    /// Events go without standard tags, with large values compressed, in batches of 25, and at most of what
    /// <see cref="TargetLimits.Firehose"/> says. Records that fail are sent again, and those that cannot be sent are a fault.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> SendToFirehose(
        this IAsyncEnumerable<UnitOfWork> source,
        PublishOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? PublishOptions.Default;
        return source
            .WithEntries(sink, Slots.FirehoseRecord, Slots.FirehoseRequest, ToRecord, isTagged: false)
            .SendBatches(
                new BatchSink<FirehoseRecord, PutRecordBatchRequest, PutRecordBatchResponse>
                {
                    Entry = Slots.FirehoseRecord,
                    Request = Slots.FirehoseRequest,
                    Response = Slots.FirehoseResponse,
                    Step = "save",
                    Operation = "PutRecordBatch",
                    Target = all => sink.DeliveryStreamName ?? all.DeliveryStreamName,
                    Limits = all =>
                        TargetLimits.Firehose.Within(sink.BatchSize ?? all.FirehoseBatchSize, sink.MaxRequestSize),
                    Size = record => record.Data.Length,
                    Parallel = all => sink.Parallel ?? all.FirehoseParallel,
                    Rate = sink.Rate,
                    Retry = sink.Retry,
                    FailsRecords = sink.FailsRecords,
                    Order = sink.Order,
                    Service = nameof(StreamOptions.Firehose),
                    Resource = request => request.DeliveryStreamName,
                    ToRequest = (batch, records) => new() { DeliveryStreamName = Name(batch), Records = records },
                    Send = (batch, request, token) => batch.Firehose(sink.Firehose).PutRecordBatchAsync(request, token),
                    Failed = (_, _, response) => Failed(response),
                    Merge = responses =>
                        new()
                        {
                            RequestResponses =
                            [
                                .. responses
                                    .SelectMany(response => response.RequestResponses)
                                    .Where(record => record.ErrorCode is null),
                            ],
                        },
                    Describe = FirehoseJson.Of,
                }
            );

        FirehoseRecord ToRecord(UnitOfWork uow, Event @event)
        {
            _ = Name(uow);
            return new() { Data = (byte[])[.. Compressed(uow, @event, sink).ToUtf8(), (byte)'\n'] };
        }

        string Name(UnitOfWork uow) =>
            sink.DeliveryStreamName
            ?? uow.Invocation.Options.DeliveryStreamName
            ?? throw PublishEntries.NoTarget(
                uow,
                "delivery stream",
                nameof(StreamOptions.DeliveryStreamName),
                "DELIVERY_STREAM_NAME"
            );

        static List<FailedEntry> Failed(PutRecordBatchResponse response) =>
            [
                .. response
                    .RequestResponses.Index()
                    .Where(record => record.Item.ErrorCode is not null)
                    .Select(record => new FailedEntry(record.Index, record.Item.ErrorCode!, record.Item.ErrorMessage)),
            ];
    }
}
