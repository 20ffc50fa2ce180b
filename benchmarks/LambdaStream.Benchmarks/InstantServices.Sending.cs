using LambdaStream.Connectors;

namespace LambdaStream.Benchmarks;

/// <content>EventBridge, Kinesis, Firehose, SQS, SNS, CloudWatch, the scheduler and HTTP.</content>
internal sealed partial class InstantServices
    : IEventBridge,
        IKinesis,
        IFirehose,
        ISqs,
        ISns,
        ICloudWatch,
        IScheduler,
        IFetch
{
    private static readonly PutEventsResultEntry Taken = new() { EventId = "1" };
    private static readonly PutRecordsResultEntry Sequenced = new() { SequenceNumber = "1", ShardId = "1" };
    private static readonly PutRecordBatchResponseEntry Received = new() { RecordId = "1" };
    private static readonly PublishResponse Published = new() { MessageId = "1" };
    private static readonly PutMetricDataResponse Counted = new();
    private static readonly CreateScheduleResponse Scheduled = new() { ScheduleArn = "arn" };
    private static readonly FetchResponse Fetched = new() { Body = "{}"u8.ToArray() };

    public ValueTask<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken)
    {
        // A case has no faults, so whoever publishes one has broken it.
        if (request.Entries.FirstOrDefault(entry => entry.DetailType == "fault") is { } fault)
            throw new InvalidOperationException($"A fault was published: {fault.Detail}");
        return Answer(new PutEventsResponse { Entries = Each(Taken, request.Entries.Count) });
    }

    public ValueTask<PutRecordsResponse> PutRecordsAsync(
        PutRecordsRequest request,
        CancellationToken cancellationToken
    ) => Answer(new PutRecordsResponse { Records = Each(Sequenced, request.Records.Count) });

    public ValueTask<PutRecordBatchResponse> PutRecordBatchAsync(
        PutRecordBatchRequest request,
        CancellationToken cancellationToken
    ) => Answer(new PutRecordBatchResponse { RequestResponses = Each(Received, request.Records.Count) });

    public ValueTask<SendMessageBatchResponse> SendMessageBatchAsync(
        SendMessageBatchRequest request,
        CancellationToken cancellationToken
    ) =>
        Answer(
            new SendMessageBatchResponse
            {
                Successful = [.. request.Entries.Select(entry => new SendMessageBatchResultEntry { Id = entry.Id })],
            }
        );

    public ValueTask<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken) =>
        Answer(Published);

    public ValueTask<PublishBatchResponse> PublishBatchAsync(
        PublishBatchRequest request,
        CancellationToken cancellationToken
    ) =>
        Answer(
            new PublishBatchResponse
            {
                Successful =
                [
                    .. request.PublishBatchRequestEntries.Select(entry => new PublishBatchResultEntry
                    {
                        Id = entry.Id,
                    }),
                ],
            }
        );

    public ValueTask<PutMetricDataResponse> PutMetricDataAsync(
        PutMetricDataRequest request,
        CancellationToken cancellationToken
    ) => Answer(Counted);

    public ValueTask<CreateScheduleResponse> CreateScheduleAsync(
        CreateScheduleRequest request,
        CancellationToken cancellationToken
    ) => Answer(Scheduled);

    public ValueTask<FetchResponse> FetchAsync(FetchRequest request, CancellationToken cancellationToken) =>
        Answer(Fetched);

    private static T[] Each<T>(T answer, int count)
    {
        var answers = new T[count];
        Array.Fill(answers, answer);
        return answers;
    }
}
