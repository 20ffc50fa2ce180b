using LambdaStream.Connectors;
using LambdaStream.Local;

namespace LambdaStream.Aws.Tests.Sqs;

public sealed class LocalQueueTests : QueueContract
{
    private readonly LocalWorld _world = new();

    protected override ValueTask<(ISqs Sqs, string QueueUrl)> CreateAsync(string name, bool contentBasedDeduplication)
    {
        var queue = _world.Queue(name, new() { ContentBasedDeduplication = contentBasedDeduplication });
        return new((_world.Sqs, queue.Url));
    }

    protected override ValueTask<IReadOnlyList<(string Body, string? Group, string? Kind)>> ReceiveAsync(string url)
    {
        var queue = _world.Queue(url[(url.LastIndexOf('/') + 1)..]);
        var messages = new List<(string, string?, string?)>();
        while (queue.Receive() is { Count: > 0 } received)
        {
            foreach (var message in received)
            {
                messages.Add(
                    (
                        message.Body,
                        message.Attributes.GetValueOrDefault("MessageGroupId"),
                        message.MessageAttributes.GetValueOrDefault("kind")?.StringValue
                    )
                );
                Assert.True(queue.Delete(message.ReceiptHandle));
            }
        }
        return new(messages);
    }
}
