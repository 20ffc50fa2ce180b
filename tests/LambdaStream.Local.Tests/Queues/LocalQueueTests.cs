using System.Text;
using LambdaStream.Connectors;
using Microsoft.Extensions.Time.Testing;

namespace LambdaStream.Local.Tests;

public class LocalQueueTests
{
    private static readonly TimeSpan VisibilityTimeout = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly LocalWorld _world;

    public LocalQueueTests() => _world = new(_time);

    [Fact]
    public async Task Receive_HidesAMessageUntilItsTimeoutHasPassed()
    {
        var queue = _world.Queue("q");
        await SendAsync(queue, "x");

        Assert.Single(queue.Receive());
        Assert.Empty(queue.Receive());
        _time.Advance(VisibilityTimeout);
        var again = Assert.Single(queue.Receive());

        Assert.Equal("2", again.Attributes["ApproximateReceiveCount"]);
        Assert.True(queue.Delete(again.ReceiptHandle));
        Assert.False(queue.Delete(again.ReceiptHandle));
        Assert.Empty(queue.Messages);
    }

    [Fact]
    public async Task Receive_AnOlderReceipt_DeletesNothing()
    {
        var queue = _world.Queue("q");
        await SendAsync(queue, "x");
        var old = Assert.Single(queue.Receive());
        _time.Advance(VisibilityTimeout);
        Assert.Single(queue.Receive());

        Assert.False(queue.Delete(old.ReceiptHandle));
    }

    [Fact]
    public async Task Receive_AGroupWithAHiddenMessage_Waits()
    {
        var queue = _world.Queue("q.fifo", new() { ContentBasedDeduplication = true });
        await SendAsync(queue, "a1", "a");
        await SendAsync(queue, "b1", "b");
        await SendAsync(queue, "a2", "a");

        var first = Assert.Single(queue.Receive(1));
        Assert.Equal(["b1"], queue.Receive().Select(message => message.Body));
        queue.Delete(first.ReceiptHandle);

        Assert.Equal(["a2"], queue.Receive().Select(message => message.Body));
    }

    [Fact]
    public async Task Send_ARepetition_IsDroppedForFiveMinutes()
    {
        var queue = _world.Queue("q.fifo", new() { ContentBasedDeduplication = true });
        await SendAsync(queue, "x", "a");
        await SendAsync(queue, "x", "a");
        Assert.Single(queue.Messages);
        _time.Advance(TimeSpan.FromMinutes(5));

        await SendAsync(queue, "x", "a");

        Assert.Equal(2, queue.Messages.Count);
    }

    [Fact]
    public async Task Send_ToAFifoQueueWithoutAGroup_IsTheSendersFault()
    {
        var queue = _world.Queue("q.fifo");

        var answer = await SendAsync(queue, "x");

        Assert.True(Assert.Single(answer.Failed).SenderFault);
        Assert.Empty(queue.Messages);
    }

    [Fact]
    public async Task Drain_AFailingFunction_GetsAMessageAgainUntilItGoesToTheDeadLetterQueue()
    {
        var grave = _world.Queue("grave");
        var queue = _world.Queue("q", new() { DeadLetterQueue = grave, MaxReceiveCount = 2 });
        var attempts = 0;
        var mapping = _world.Connect(
            queue,
            (_, _) =>
            {
                attempts++;
                throw new InvalidOperationException("no");
            }
        );
        await SendAsync(queue, "x");

        for (var i = 0; i < 3; i++)
        {
            await _world.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);
            _time.Advance(VisibilityTimeout);
        }

        Assert.Equal(2, attempts);
        Assert.Empty(queue.Messages);
        Assert.Equal("x", Assert.Single(grave.Messages).MessageBody);
        Assert.Equal("no", mapping.LastError?.Message);
    }

    [Fact]
    public async Task Drain_ReportedFailures_StayInTheQueue()
    {
        var queue = _world.Queue("q");
        var payloads = new List<Json>();
        _world.Connect(
            queue,
            (payload, _) =>
            {
                var json = Json.Parse(payload.ToArray());
                payloads.Add(json);
                var response = Json.ObjectOf(
                    (
                        "batchItemFailures",
                        Json.ArrayOf(Json.ObjectOf(("itemIdentifier", json["Records"][1]["messageId"])))
                    )
                );
                return new(response.ToUtf8());
            },
            new() { ReportBatchItemFailures = true }
        );
        await SendAsync(queue, "1");
        await SendAsync(queue, "2");

        await _world.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("2", Assert.Single(queue.Messages).MessageBody);
        var record = Assert.Single(payloads)["Records"][0];
        Assert.Equal(
            ("1", "aws:sqs", queue.Arn),
            (record["body"].GetString(), record["eventSource"].GetString(), record["eventSourceARN"].GetString())
        );
    }

    [Theory]
    [InlineData("no json", 1)]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"unknown"}]}""", 1)]
    [InlineData("""{"batchItemFailures":[]}""", 0)]
    [InlineData("", 0)]
    public async Task Drain_AResponse_IsReadAsLambdaDoes(string response, int left)
    {
        var queue = _world.Queue("q");
        _world.Connect(
            queue,
            (_, _) => new(Encoding.UTF8.GetBytes(response)),
            new() { ReportBatchItemFailures = true }
        );
        await SendAsync(queue, "1");

        await _world.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(left, queue.Messages.Count);
    }

    private ValueTask<SendMessageBatchResponse> SendAsync(LocalQueue queue, string body, string? group = null) =>
        _world.Sqs.SendMessageBatchAsync(
            new()
            {
                QueueUrl = queue.Url,
                Entries =
                [
                    new()
                    {
                        Id = "1",
                        MessageBody = body,
                        MessageGroupId = group,
                    },
                ],
            },
            TestContext.Current.CancellationToken
        );
}
