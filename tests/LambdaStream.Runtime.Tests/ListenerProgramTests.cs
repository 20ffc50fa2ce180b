using LambdaStream.Runtime.Tests.Support;
using LambdaStream.Shared;

namespace LambdaStream.Runtime.Tests;

/// <summary>ThingService's listener as it is deployed, with its tables in DynamoDB Local. eng/aot runs the same natively.</summary>
public class ListenerProgramTests(DynamoDbLocal dynamoDb) : IClassFixture<DynamoDbLocal>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ABatch_IsInTheTables_AndItsFaultsOnTheBus()
    {
        var tables = ListenerUnderTest.Tables(dynamoDb, out var port);
        await tables.CreateIfMissingAsync("view", "pk", "sk", Token);
        await tables.CreateIfMissingAsync("journal", "pk", "sk", Token);
        await using var bus = ListenerUnderTest.Endpoint();
        await using var api = RuntimeApiServer.Start();
        await using var program = ListenerUnderTest.Start(api, dynamoDb.Endpoint, bus);

        var answer = await InvokeAsync(
            api,
            Thing("thing-created", 1, ("name", "Ladder"), ("weight", 4.5m)),
            Thing("thing-updated", 3, ("name", "Step ladder")),
            Thing("thing-updated", 2, ("name", "late")),
            Of("thing-created", 1),
            Of("stock-counted", 5).With("stock", Json.ObjectOf(("thing", "T1"), ("quantity", 7))),
            Of("thing-created", 1).With(("id", "2"), ("thing", Thing("T2")), ("elements", Json.ArrayOf(Thing("E1"))))
        );

        Assert.Equal("""{"batchItemFailures":[]}""", answer.Text);
        var rows = (await port.ScanAsync(new() { TableName = "view" }, Token)).Items;
        Assert.Equal(
            ["T1 stock  5 7", "T1 thing Step ladder 3 ", "T2 E1  1 ", "T2 thing  1 "],
            rows.Select(row =>
                    $"{row["pk"].GetText()} {row["sk"].GetText()} {row["name"].GetText()} {row["timestamp"].GetInt64()} "
                    + (row.Contains("quantity") ? row["quantity"].GetInt64() : "")
                )
                .Order(StringComparer.Ordinal)
        );
        var weights = rows.Where(row => row.Contains("weight")).Select(row => row["weight"].ToString());
        Assert.Equal(["""{"N":"4.5"}"""], weights);
        var published = Assert.Single(bus.Requests, request => request.Method == "POST");
        Assert.Null(published.SignatureProblem);
        var fault = Json.Parse(Json.Parse(published.Body.ToArray())["Entries"][0]["Detail"].GetString()!);
        Assert.Equal("The event 'thing-created' has no 'thing'.", fault["err"]["message"].GetString());
    }

    [Fact]
    public async Task APayloadThatIsNone_FailsTheInvocation_AndTheNextOneIsServed()
    {
        await using var aws = ListenerUnderTest.Endpoint();
        await using var api = RuntimeApiServer.Start();
        await using var program = ListenerUnderTest.Start(api, aws.Uri, aws);

        var malformed = await api.InvokeAsync("[]"u8.ToArray(), cancellationToken: Token).WaitAsync(Patience, Token);
        var next = await InvokeAsync(api, Thing("thing-created", 1));

        Assert.Equal((true, "InvalidPayloadException"), (malformed.IsError, malformed.ErrorType));
        Assert.False(next.IsError);
    }

    [Fact]
    public async Task ATableThatDoesNotAnswer_CostsNoInvocation_ItsRecordsAreGivenBackInTime()
    {
        await using var aws = ListenerUnderTest.Endpoint();
        aws.Otherwise = request => IsWarmUp(request) ? new() : LoopbackAnswer.Never();
        await using var api = RuntimeApiServer.Start();
        await using var program = ListenerUnderTest.Start(api, aws.Uri, aws, ("DYNAMODB_TIMEOUT", "60000"));
        await api.WhenAsked().WaitAsync(Patience, Token);

        // Two seconds are kept by default, so it begins, and it is cancelled one second before the end.
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(2.5);
        var batch = Records.Kinesis(Thing("thing-created", 1));
        var answer = await api.InvokeAsync(batch, new() { Deadline = deadline }, Token).WaitAsync(Patience, Token);

        Assert.False(answer.IsError);
        Assert.Equal(1, Json.Parse(answer.Text)["batchItemFailures"].Count);
        Assert.Contains(aws.Requests, request => !IsWarmUp(request));
    }

    [Fact]
    public async Task TwoInvocations_AreServedAtATime_WhereLambdaGrantsThem()
    {
        await using var aws = ListenerUnderTest.Endpoint();
        var both = new TaskCompletionSource();
        var updates = 0;
        aws.Otherwise = request =>
        {
            if (IsWarmUp(request))
                return new();
            if (Interlocked.Increment(ref updates) == 2)
                both.SetResult();
            return new() { After = both.Task };
        };
        await using var api = RuntimeApiServer.Start();
        await using var program = ListenerUnderTest.Start(
            api,
            aws.Uri,
            aws,
            ("DYNAMODB_TIMEOUT", "60000"),
            ("AWS_LAMBDA_MAX_CONCURRENCY", "2")
        );

        var answers = await Task.WhenAll(
            InvokeAsync(api, Thing("thing-created", 1)),
            InvokeAsync(api, Thing("thing-created", 2))
        );

        Assert.All(answers, answer => Assert.Equal("""{"batchItemFailures":[]}""", answer.Text));
    }

    [Fact]
    public async Task WithoutItsFunctionsName_ItSaysSo_AndEndsWithOne()
    {
        await using var aws = ListenerUnderTest.Endpoint();
        await using var api = RuntimeApiServer.Start();
        await using var program = ListenerUnderTest.Start(api, aws.Uri, aws, ("FUNCTION", "none"));

        var answer = await api.InitError.WaitAsync(Patience, Token);

        Assert.Equal(1, (await program.EndAsync()).ExitCode);
        Assert.Equal("InvalidOperationException", answer.ErrorType);
        Assert.Contains("Set it to listener or trigger", answer.Text, StringComparison.Ordinal);
    }

    private static bool IsWarmUp(LoopbackRequest request) => request.Method == "GET";

    private static Task<RuntimeApiAnswer> InvokeAsync(RuntimeApiServer api, params Event[] events) =>
        api.InvokeAsync(Records.Kinesis(events), cancellationToken: Token).WaitAsync(Patience, Token);

    private static Event Thing(string type, int timestamp, params (string Name, Json Value)[] members) =>
        Of(type, timestamp).With("thing", Json.ObjectOf([("id", "T1"), .. members]));

    private static Json Thing(string id) => Json.ObjectOf(("id", id));

    private static Event Of(string type, int timestamp) =>
        Event.Of(type, ("id", "1"), ("partitionKey", "T1"), ("timestamp", timestamp));
}
