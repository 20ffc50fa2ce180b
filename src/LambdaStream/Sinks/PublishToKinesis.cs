using System.Text;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    private const int MaxPartitionKeyLength = 256;

    /// <summary>Publishes each unit's event to a Kinesis stream under its partition key; a unit without an event passes.</summary>
    /// <remarks>
    /// Events get the standard tags. They go in batches of 25, and at most of what
    /// <see cref="TargetLimits.Kinesis"/> says, with large values compressed; records that fail are sent again, and those
    /// that cannot be sent are a fault. With a <see cref="StreamOptions.ClaimCheckBucketName"/> an event that is too large is
    /// stored there, and a claim check is published in its place. Of one partition key only one request is in flight.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> PublishToKinesis(
        this IAsyncEnumerable<UnitOfWork> source,
        PublishOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? PublishOptions.Default;
        return source
            .WithEntries(sink, Slots.KinesisRecord, Slots.KinesisRequest, ToRecord)
            .StoreClaimChecks(sink, Slots.KinesisRecord, Limits, Size, ToRecord)
            .SendBatches(
                new BatchSink<PutRecordsRequestEntry, PutRecordsRequest, PutRecordsResponse>
                {
                    Entry = Slots.KinesisRecord,
                    Request = Slots.KinesisRequest,
                    Response = Slots.KinesisResponse,
                    Step = "publish",
                    Operation = "PutRecords",
                    Target = all => sink.StreamName ?? all.StreamName,
                    Limits = Limits,
                    Size = Size,
                    Parallel = all => sink.Parallel ?? all.PublishParallel,
                    Rate = sink.Rate,
                    Retry = sink.Retry,
                    FailsRecords = sink.FailsRecords,
                    Order = sink.Order,
                    Key = record => record.PartitionKey,
                    HasOneEntryOfAKey = sink.StrictOrder,
                    Service = nameof(StreamOptions.Kinesis),
                    Resource = request => request.StreamName,
                    ToRequest = (batch, records) => new() { StreamName = StreamName(batch), Records = records },
                    Send = (batch, request, token) => batch.Kinesis(sink.Kinesis).PutRecordsAsync(request, token),
                    Failed = (_, _, response) => Failed(response),
                    Merge = responses =>
                        new()
                        {
                            Records =
                            [
                                .. responses
                                    .SelectMany(response => response.Records)
                                    .Where(record => record.ErrorCode is null),
                            ],
                        },
                    Describe = KinesisJson.Of,
                }
            );

        BatchLimits Limits(StreamOptions all) =>
            TargetLimits.Kinesis.Within(sink.BatchSize ?? all.KinesisBatchSize, sink.MaxRequestSize) with
            {
                EntryBytes = all.MaxKinesisRecordSize,
            };

        static long Size(PutRecordsRequestEntry record) =>
            record.Data.Length + Encoding.UTF8.GetByteCount(record.PartitionKey);

        PutRecordsRequestEntry ToRecord(UnitOfWork uow, Event @event)
        {
            _ = StreamName(uow);
            // Kinesis would refuse the whole batch for one key.
            if (@event.PartitionKey is not { Length: > 0 and <= MaxPartitionKeyLength } key)
                throw new InvalidOperationException(
                    $"Event '{@event.Id}' cannot go to Kinesis: its partitionKey has no 1 to {MaxPartitionKeyLength} characters."
                );
            return new() { Data = Compressed(uow, @event, sink).ToUtf8(), PartitionKey = key };
        }

        string StreamName(UnitOfWork uow) =>
            sink.StreamName
            ?? uow.Invocation.Options.StreamName
            ?? throw PublishEntries.NoTarget(uow, "stream", nameof(StreamOptions.StreamName), "STREAM_NAME");

        static List<FailedEntry> Failed(PutRecordsResponse response) =>
            [
                .. response
                    .Records.Index()
                    .Where(record => record.Item.ErrorCode is not null)
                    .Select(record => new FailedEntry(record.Index, record.Item.ErrorCode!, record.Item.ErrorMessage)),
            ];
    }
}
