using System.Globalization;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Tests.Sqs;

/// <summary>What holds for SQS, whichever it is.</summary>
public abstract class QueueContract
{
    protected abstract ValueTask<(ISqs Sqs, string QueueUrl)> CreateAsync(string name, bool contentBasedDeduplication);

    /// <summary>Receives and deletes all messages that are there: body, group, value of the attribute kind.</summary>
    protected abstract ValueTask<IReadOnlyList<(string Body, string? Group, string? Kind)>> ReceiveAsync(string url);

    [Fact]
    public async Task SendMessageBatch_Messages_AreInTheQueue()
    {
        var (sqs, url) = await CreateAsync("things", false);
        // No characters beyond U+FFFF: fauxqs refuses them, SQS does not.
        const string body = """{"text":"a \"quote\", é ☃ & <b>"}""";

        var answer = await SendAsync(
            sqs,
            url,
            new()
            {
                Id = "a",
                MessageBody = body,
                MessageAttributes = new Dictionary<string, MessageAttributeValue>
                {
                    ["kind"] = new() { DataType = "String", StringValue = "thing" },
                },
            },
            new() { Id = "b-2_", MessageBody = "plain" }
        );

        Assert.Equal([], answer.Failed.Select(entry => $"{entry.Id} {entry.Code} {entry.Message}"));
        Assert.Equal(["a", "b-2_"], answer.Successful.Select(entry => entry.Id).Order());
        Assert.All(answer.Successful, entry => Assert.NotNull(entry.MessageId));
        Assert.All(answer.Successful, entry => Assert.Equal(32, entry.MD5OfMessageBody?.Length));
        var received = await ReceiveAsync(url);
        Assert.Equal(
            [(body, "thing"), ("plain", null)],
            received.Select(message => (message.Body, message.Kind)).OrderByDescending(message => message.Kind)
        );
    }

    [Fact]
    public async Task SendMessageBatch_Fifo_KeepsTheOrderOfAGroupAndDropsRepetitions()
    {
        var (sqs, url) = await CreateAsync("things.fifo", true);

        await SendAsync(sqs, url, InGroup("1", "a", "first"), InGroup("2", "a", "second"));
        var answer = await SendAsync(sqs, url, InGroup("1", "a", "second"), InGroup("2", "a", "third"));

        Assert.Equal(2, answer.Successful.Count);
        Assert.Equal(["first", "second", "third"], (await ReceiveAsync(url)).Select(message => message.Body));
    }

    [Fact]
    public async Task SendMessageBatch_NoQueue_IsRefused()
    {
        var (sqs, url) = await CreateAsync("things", false);

        await RefusedAsync(
            "QueueDoesNotExist",
            sqs,
            url + "-not",
            new SendMessageBatchRequestEntry { Id = "1", MessageBody = "x" }
        );
    }

    [Fact]
    public async Task SendMessageBatch_OutsideTheLimits_IsRefused()
    {
        var (sqs, url) = await CreateAsync("things", false);

        await RefusedAsync("EmptyBatchRequest", sqs, url);
        await RefusedAsync(
            "TooManyEntriesInBatchRequest",
            sqs,
            url,
            [.. Enumerable.Range(0, 11).Select(i => Plain(i.ToString(CultureInfo.InvariantCulture)))]
        );
        await RefusedAsync("BatchEntryIdsNotDistinct", sqs, url, Plain("1"), Plain("1"));
        await RefusedAsync("InvalidBatchEntryId", sqs, url, Plain("not an id"));
        var half = new string('x', 600 * 1024);
        await RefusedAsync(
            "BatchRequestTooLong",
            sqs,
            url,
            new SendMessageBatchRequestEntry { Id = "1", MessageBody = half },
            new SendMessageBatchRequestEntry { Id = "2", MessageBody = half }
        );
        Assert.Empty(await ReceiveAsync(url));
    }

    private static SendMessageBatchRequestEntry Plain(string id) => new() { Id = id, MessageBody = "x" };

    private static SendMessageBatchRequestEntry InGroup(string id, string group, string body) =>
        new()
        {
            Id = id,
            MessageBody = body,
            MessageGroupId = group,
        };

    private static ValueTask<SendMessageBatchResponse> SendAsync(
        ISqs sqs,
        string url,
        params SendMessageBatchRequestEntry[] entries
    ) => sqs.SendMessageBatchAsync(new() { QueueUrl = url, Entries = entries }, TestContext.Current.CancellationToken);

    private static async Task RefusedAsync(
        string code,
        ISqs sqs,
        string url,
        params SendMessageBatchRequestEntry[] entries
    )
    {
        var error = await Assert.ThrowsAsync<ServiceException>(async () => await SendAsync(sqs, url, entries));
        Assert.Equal(code, error.Code);
    }
}
