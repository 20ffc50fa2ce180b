using System.Net.Http.Headers;
using LambdaStream.Connectors;
using LambdaStream.Runtime.Tests.Support;
using LambdaStream.Shared;

namespace LambdaStream.Runtime.Tests;

/// <summary>ThingService's listener, killed in the middle of a batch that Lambda then delivers again. eng/aot runs the same natively.</summary>
public class CrashProgramTests(DynamoDbLocal dynamoDb) : IClassFixture<DynamoDbLocal>
{
    private const int ThingCount = 12;
    private const int EventCount = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Every thing has several events, and they do not come in their order. So a row that a crash leaves half way, or that is
    // written twice, differs from that of an undisturbed run.
    private static readonly (string Thing, int Timestamp)[] Sequence =
    [
        .. Enumerable.Range(0, EventCount).Select(i => ($"T{i % ThingCount}", 1 + i * 7 % EventCount)),
    ];

    [Fact]
    public async Task ABatchThatIsKilledTwice_IsInTheTableAsIfItHadNotBeen()
    {
        var tables = ListenerUnderTest.Tables(dynamoDb, out var port);
        await tables.CreateIfMissingAsync("view", "pk", "sk", Token);
        await using var bus = ListenerUnderTest.Endpoint();
        var batch = Records.Kinesis(Sequence.Select(Updated));

        await CrashAsync(bus, batch, afterUpdates: 7);
        var afterFirst = await RowsAsync(port);
        await CrashAsync(bus, batch, afterUpdates: 40);
        var afterSecond = await RowsAsync(port);
        var answer = await FinishAsync(bus, batch);
        var rows = await RowsAsync(port);

        var expected = Sequence
            .GroupBy(update => update.Thing, update => update.Timestamp)
            .Select(thing => $"{thing.Key} name {thing.Max()}")
            .Order(StringComparer.Ordinal);
        // Up to seven updates were written, but of the last one nobody was told.
        Assert.InRange(afterFirst.Count, 1, 7);
        Assert.InRange(afterSecond.Count, afterFirst.Count, ThingCount);
        Assert.NotEqual(afterSecond, rows);
        Assert.Equal("""{"batchItemFailures":[]}""", answer.Text);
        Assert.Equal(expected, rows);
        Assert.DoesNotContain(bus.Requests, request => request.Operation is "PutEvents");
    }

    private async Task CrashAsync(LoopbackEndpoint bus, byte[] batch, int afterUpdates)
    {
        using var client = new HttpClient();
        await using var table = ListenerUnderTest.Endpoint();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var updates = 0;
        table.Otherwise = request =>
        {
            if (request.Operation is not "UpdateItem")
                return new();
            var number = Interlocked.Increment(ref updates);
            var answer = number <= afterUpdates ? Forward(client, request) : LoopbackAnswer.Never();
            if (number != afterUpdates)
                return answer;
            reached.SetResult();
            return LoopbackAnswer.Never();
        };
        await using var api = RuntimeApiServer.Start();
        await using var program = ListenerUnderTest.Start(api, table.Uri, bus);
        var running = api.InvokeAsync(batch, cancellationToken: Token);
        await reached.Task.WaitAsync(Patience, Token);

        await program.KillAsync();

        Assert.False(running.IsCompleted);
    }

    private async Task<RuntimeApiAnswer> FinishAsync(LoopbackEndpoint bus, byte[] batch)
    {
        await using var api = RuntimeApiServer.Start();
        await using var program = ListenerUnderTest.Start(api, dynamoDb.Endpoint, bus);
        return await api.InvokeAsync(batch, cancellationToken: Token).WaitAsync(Patience, Token);
    }

    private LoopbackAnswer Forward(HttpClient client, LoopbackRequest request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, dynamoDb.Endpoint)
        {
            Content = new ByteArrayContent(request.Body.ToArray()),
        };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-amz-json-1.0");
        foreach (var name in new[] { "X-Amz-Target", "X-Amz-Date", "Authorization" })
            message.Headers.TryAddWithoutValidation(name, request.Headers[name]);
        using var response = client.Send(message, Token);
        using var body = new MemoryStream();
        response.Content.ReadAsStream(Token).CopyTo(body);
        return new() { Status = (int)response.StatusCode, Body = body.ToArray() };
    }

    private static async Task<List<string>> RowsAsync(IDynamoDb port) =>
        [
            .. (await port.ScanAsync(new() { TableName = "view" }, Token))
                .Items.Select(row => $"{row["pk"].GetText()} {row["name"].GetText()} {row["timestamp"].GetInt64()}")
                .Order(StringComparer.Ordinal),
        ];

    private static Event Updated((string Thing, int Timestamp) update, int number) =>
        Event.Of(
            "thing-updated",
            ("id", $"{number}"),
            ("partitionKey", update.Thing),
            ("timestamp", update.Timestamp),
            ("thing", Json.ObjectOf(("id", update.Thing), ("name", "name")))
        );
}
