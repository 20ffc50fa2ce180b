using System.Net;
using LambdaStream.Connectors;
using LambdaStream.Local.Queues;
using LambdaStream.Sinks;

namespace LambdaStream.Local.Topics;

/// <summary>SNS over the topics of a world. Devices and phones it does not have.</summary>
internal sealed class LocalSns(Func<string, LocalTopic?> findTopic) : ISns
{
    private const int MaxSubjectLength = 100;

    public ValueTask<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken) =>
        Answer.To(request, Publish, cancellationToken);

    public ValueTask<PublishBatchResponse> PublishBatchAsync(
        PublishBatchRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, PublishBatch, cancellationToken);

    private PublishResponse Publish(PublishRequest request)
    {
        if (request.TopicArn is not { } arn)
            throw MessageBatch.Refusal("InvalidParameter", "Invalid parameter: an embedded world has topics only.");
        var topic = Find(arn);
        if (Problem(topic, request) is { } problem)
            throw MessageBatch.Refusal("InvalidParameter", problem);
        return new() { MessageId = topic.Publish(request) };
    }

    private PublishBatchResponse PublishBatch(PublishBatchRequest request)
    {
        var topic = Find(request.TopicArn);
        var entries = request.PublishBatchRequestEntries;
        MessageBatch.Check(
            [.. entries.Select(entry => entry.Id)],
            entries.Sum(entry => MessageBatch.SizeOf(entry.Message, entry.MessageAttributes)),
            TargetLimits.Sns
        );
        var successful = new List<PublishBatchResultEntry>();
        var failed = new List<BatchResultErrorEntry>();
        foreach (var entry in entries)
        {
            var message = new PublishRequest
            {
                TopicArn = request.TopicArn,
                Message = entry.Message,
                Subject = entry.Subject,
                MessageStructure = entry.MessageStructure,
                MessageAttributes = entry.MessageAttributes,
                MessageGroupId = entry.MessageGroupId,
                MessageDeduplicationId = entry.MessageDeduplicationId,
            };
            if (Problem(topic, message) is { } problem)
                failed.Add(
                    new()
                    {
                        Id = entry.Id,
                        Code = "InvalidParameter",
                        Message = problem,
                        SenderFault = true,
                    }
                );
            else
                successful.Add(new() { Id = entry.Id, MessageId = topic.Publish(message) });
        }
        return new() { Successful = successful, Failed = failed };
    }

    private LocalTopic Find(string arn) =>
        findTopic(arn[(arn.LastIndexOf(':') + 1)..])
        ?? throw MessageBatch.Refusal("NotFound", "Topic does not exist", HttpStatusCode.NotFound);

    private static string? Problem(LocalTopic topic, PublishRequest message) =>
        message.Message.Length == 0 ? "Invalid parameter: Empty message"
        : MessageBatch.SizeOf(message.Message, message.MessageAttributes) > TargetLimits.Sns.Bytes
            ? "Invalid parameter: Message too long"
        : message.Subject is { Length: 0 or > MaxSubjectLength } ? "Invalid parameter: Subject"
        : topic.IsFifo && string.IsNullOrEmpty(message.MessageGroupId)
            ? "Invalid parameter: The MessageGroupId parameter is required for FIFO topics"
        : null;
}
