using System.Text;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream.Local.Queues;

/// <summary>SQS over the queues of a world.</summary>
internal sealed class LocalSqs(Func<string, LocalQueue?> findQueue) : ISqs
{
    private const int MaxDelaySeconds = 900;

    public ValueTask<SendMessageBatchResponse> SendMessageBatchAsync(
        SendMessageBatchRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, SendMessageBatch, cancellationToken);

    private SendMessageBatchResponse SendMessageBatch(SendMessageBatchRequest request)
    {
        var url = request.QueueUrl ?? "";
        var queue =
            findQueue(url[(url.LastIndexOf('/') + 1)..])
            ?? throw MessageBatch.Refusal("QueueDoesNotExist", "The specified queue does not exist.");
        var entries = request.Entries;
        MessageBatch.Check(
            [.. entries.Select(entry => entry.Id)],
            entries.Sum(entry => MessageBatch.SizeOf(entry.MessageBody, entry.MessageAttributes)),
            TargetLimits.Sqs
        );
        var successful = new List<SendMessageBatchResultEntry>();
        var failed = new List<BatchResultErrorEntry>();
        foreach (var entry in entries)
        {
            if (Problem(queue, entry) is { } problem)
            {
                failed.Add(problem);
                continue;
            }
            var (id, sequence) = queue.Send(entry);
            successful.Add(
                new()
                {
                    Id = entry.Id,
                    MessageId = id,
                    MD5OfMessageBody = Md5.HexOf(Encoding.UTF8.GetBytes(entry.MessageBody)),
                    SequenceNumber = sequence,
                }
            );
        }
        return new() { Successful = successful, Failed = failed };
    }

    private static BatchResultErrorEntry? Problem(LocalQueue queue, SendMessageBatchRequestEntry entry)
    {
        if (entry.MessageBody.Length == 0)
            return Failed(entry, "MissingParameter", "The request must contain the parameter MessageBody.");
        if (entry.DelaySeconds is < 0 or > MaxDelaySeconds)
            return Failed(
                entry,
                "InvalidParameterValue",
                $"Value {entry.DelaySeconds} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= {MaxDelaySeconds}."
            );
        if (!queue.IsFifo)
            return null;
        if (string.IsNullOrEmpty(entry.MessageGroupId))
            return Failed(entry, "MissingParameter", "The request must contain the parameter MessageGroupId.");
        if (queue.NeedsDeduplicationId && string.IsNullOrEmpty(entry.MessageDeduplicationId))
            return Failed(
                entry,
                "InvalidParameterValue",
                "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly"
            );
        return null;
    }

    private static BatchResultErrorEntry Failed(SendMessageBatchRequestEntry entry, string code, string message) =>
        new()
        {
            Id = entry.Id,
            Code = code,
            Message = message,
            SenderFault = true,
        };
}
