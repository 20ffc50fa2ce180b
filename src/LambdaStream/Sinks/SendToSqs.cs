using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Sends each unit's <see cref="Slots.SqsMessage"/> to an SQS queue; a unit without one passes.</summary>
    /// <remarks>
    /// Messages go in batches of up to 10 and <see cref="StreamOptions.MaxSqsPayloadSize"/> bytes. Those that fail are sent
    /// again, unless they are wrong themselves, and those that cannot be sent are a fault. Of one message group only one
    /// request is in flight.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> SendToSqs(
        this IAsyncEnumerable<UnitOfWork> source,
        SqsOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? SqsOptions.Default;
        return source
            .Prepare(Prepare)
            .SendBatches(
                new BatchSink<SendMessageBatchRequestEntry, SendMessageBatchRequest, SendMessageBatchResponse>
                {
                    Entry = sink.Message,
                    Request = Slots.SqsRequest,
                    Response = Slots.SqsResponse,
                    Step = "send",
                    Operation = "SendMessageBatch",
                    Target = all => sink.QueueUrl ?? all.QueueUrl,
                    Limits = all =>
                        TargetLimits.Sqs.Within(
                            sink.BatchSize ?? all.SqsBatchSize,
                            sink.MaxPayloadSize ?? all.MaxSqsPayloadSize
                        ),
                    Size = message => SqsJson.Of(message).Raw.Length,
                    Parallel = all => sink.Parallel ?? all.SqsParallel,
                    Rate = sink.Rate,
                    Retry = sink.Retry,
                    Order = sink.Order,
                    Key = message => message.MessageGroupId,
                    HasOneEntryOfAKey = sink.StrictOrder,
                    Service = nameof(StreamOptions.Sqs),
                    Resource = request => request.QueueUrl,
                    ToRequest = (batch, messages) => new() { QueueUrl = QueueUrl(batch), Entries = messages },
                    Send = (batch, request, token) => batch.Sqs(sink.Sqs).SendMessageBatchAsync(request, token),
                    Failed = (_, request, response) =>
                        FailedMessages.Of(
                            [.. request.Entries.Select(entry => entry.Id)],
                            [.. response.Successful.Select(entry => entry.Id)],
                            response.Failed
                        ),
                    Merge = responses =>
                        new() { Successful = [.. responses.SelectMany(response => response.Successful)] },
                    Describe = SqsJson.Of,
                }
            );

        UnitOfWork Prepare(UnitOfWork uow)
        {
            if (uow.Has(sink.Message))
                _ = QueueUrl(uow);
            // What an earlier sink has left is no request of this one.
            return uow.Has(Slots.SqsRequest) ? uow.With(Slots.SqsRequest, null) : uow;
        }

        string QueueUrl(UnitOfWork uow) =>
            sink.QueueUrl
            ?? uow.Invocation.Options.QueueUrl
            ?? throw PublishEntries.NoTarget(uow, "queue", nameof(StreamOptions.QueueUrl), "QUEUE_URL");
    }
}
