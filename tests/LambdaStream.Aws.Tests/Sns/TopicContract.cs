using LambdaStream.Connectors;

namespace LambdaStream.Aws.Tests.Sns;

/// <summary>What holds for SNS, whichever it is.</summary>
public abstract class TopicContract
{
    /// <summary>Creates a topic to which a queue is subscribed with raw messages.</summary>
    protected abstract ValueTask<(ISns Sns, string TopicArn)> CreateAsync();

    /// <summary>Receives the bodies of the messages that are in the queue.</summary>
    protected abstract ValueTask<IReadOnlyList<string>> ReceiveAsync();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_Message_ReachesTheQueue()
    {
        var (sns, arn) = await CreateAsync();
        const string message = "a & b=c + d%20 é 😀\nnext <line>";

        var answer = await sns.PublishAsync(
            new()
            {
                TopicArn = arn,
                Message = message,
                Subject = "a subject",
                MessageAttributes = new Dictionary<string, MessageAttributeValue>
                {
                    ["kind"] = new() { DataType = "String", StringValue = "thing" },
                    ["bytes"] = new() { DataType = "Binary", BinaryValue = new byte[] { 1, 2, 255 } },
                },
            },
            Token
        );

        Assert.NotNull(answer.MessageId);
        Assert.Equal([message], await ReceiveAsync());
    }

    [Fact]
    public async Task PublishBatch_Messages_ReachTheQueue()
    {
        var (sns, arn) = await CreateAsync();

        var answer = await sns.PublishBatchAsync(Batch(arn, ("0", "first"), ("1", "second")), Token);

        Assert.Equal(["0", "1"], answer.Successful.Select(entry => entry.Id));
        Assert.All(answer.Successful, entry => Assert.NotNull(entry.MessageId));
        Assert.Empty(answer.Failed);
        Assert.Equal(["first", "second"], (await ReceiveAsync()).Order());
    }

    [Fact]
    public async Task Publish_NoTopic_IsRefused()
    {
        var (sns, arn) = await CreateAsync();

        var error = await Assert.ThrowsAsync<ServiceException>(async () =>
            await sns.PublishAsync(new() { TopicArn = arn + "-not", Message = "x" }, Token)
        );

        Assert.Equal("NotFound", error.Code);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, error.StatusCode);
    }

    protected static PublishBatchRequest Batch(string arn, params (string Id, string Message)[] messages) =>
        new()
        {
            TopicArn = arn,
            PublishBatchRequestEntries =
            [
                .. messages.Select(message => new PublishBatchRequestEntry
                {
                    Id = message.Id,
                    Message = message.Message,
                }),
            ],
        };
}
