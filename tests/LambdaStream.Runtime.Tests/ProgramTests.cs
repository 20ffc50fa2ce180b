using System.Text.Json;
using LambdaStream.Runtime.Tests.Support;

namespace LambdaStream.Runtime.Tests;

/// <summary>A whole program, started and ended as Lambda does it. eng/aot runs the same on the native one.</summary>
public class ProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task AProgram_ServesInvocations_AndEndsWithTheSignal()
    {
        await using var api = RuntimeApiServer.Start();
        await using var program = new ProgramUnderTest("LambdaStream.AotApp", api);

        var created = await InvokeAsync(api, Thing("a", 1, "first"), Thing("b", 1, "other"), Of("thing-poisoned"));
        var malformed = await api.InvokeAsync("{"u8.ToArray()).WaitAsync(Patience);
        var updated = await InvokeAsync(api, Thing("a", 3, "third"), Thing("a", 2, "late"));
        Assert.Equal("lambdastream-shutdown", await api.ExtensionStarted.WaitAsync(Patience));
        await api.WhenAsked().WaitAsync(Patience);
        await program.TerminateAsync();
        var (exitCode, output, error) = await program.EndAsync();

        Assert.Equal("""{"batchItemFailures":[]}""", created.Text);
        Assert.Equal("""{"batchItemFailures":[]}""", updated.Text);
        Assert.Equal((true, "InvalidPayloadException"), (malformed.IsError, malformed.ErrorType));
        Assert.NotEqual(0, JsonElement.Parse(malformed.Text).GetProperty("stackTrace").GetArrayLength());
        Assert.Equal(0, exitCode);
        Assert.Equal(["a third 3", "b other 1"], output.Where(IsRow).Select(Row).Order());
        Assert.Equal(["event fault"], output.Where(line => !IsRow(line)));
        Assert.Equal("The invocation has failed.", Text(JsonElement.Parse(error), "message"));
    }

    [Fact]
    public async Task EveryService_IsCalledThroughItsAdapter()
    {
        await using var api = RuntimeApiServer.Start();
        await using var program = new ProgramUnderTest("LambdaStream.AotApp", api, ("CALL_EVERY_SERVICE", "yes"));

        await api.WhenAsked().WaitAsync(Patience);
        await program.TerminateAsync();
        var (exitCode, output, _) = await program.EndAsync();

        Assert.Equal(0, exitCode);
        // All operations of all services but those that switch event source mappings, and the key of an encryption.
        Assert.Contains("requests 32", output);
    }

    [Fact]
    public async Task ASlowRecord_IsGivenBackBeforeTheDeadline()
    {
        await using var api = RuntimeApiServer.Start();
        await using var program = new ProgramUnderTest("LambdaStream.AotApp", api);
        await api.WhenAsked().WaitAsync(Patience);

        var answer = await api.InvokeAsync(
                Records.Kinesis(Thing("a", 1, "first"), Of("thing-slow")),
                new() { Deadline = TimeProvider.System.GetUtcNow().AddMilliseconds(500) }
            )
            .WaitAsync(Patience);

        Assert.Contains("itemIdentifier", answer.Text);
        Assert.False((await InvokeAsync(api, Thing("a", 1, "first"))).IsError);
    }

    [Fact]
    public async Task TwoInvocations_MeetInOneProgram()
    {
        await using var api = RuntimeApiServer.Start();
        await using var program = new ProgramUnderTest("LambdaStream.AotApp", api, ("AWS_LAMBDA_MAX_CONCURRENCY", "2"));

        var answers = await Task.WhenAll(InvokeAsync(api, Of("thing-met")), InvokeAsync(api, Of("thing-met")));

        Assert.All(answers, answer => Assert.Equal("""{"batchItemFailures":[]}""", answer.Text));
    }

    [Fact]
    public async Task AProgramThatCannotStart_SaysWhy_AndEndsWithOne()
    {
        await using var api = RuntimeApiServer.Start();
        await using var program = new ProgramUnderTest("LambdaStream.AotApp", api, ("BREAK_THE_RULES", "yes"));

        var answer = await api.InitError.WaitAsync(Patience);

        Assert.Equal(1, (await program.EndAsync()).ExitCode);
        Assert.Equal("InvalidProcessorException", answer.ErrorType);
        Assert.Contains("ToUpdateRequest is missing", answer.Text);
    }

    [Fact]
    public async Task AProgramWhoseLambdaIsGone_EndsWithOne()
    {
        await using var api = RuntimeApiServer.Start();
        await using var program = new ProgramUnderTest("LambdaStream.AotApp", api);
        await api.WhenAsked().WaitAsync(Patience);

        await api.DisposeAsync();

        Assert.Equal(1, (await program.EndAsync()).ExitCode);
    }

    private static Task<RuntimeApiAnswer> InvokeAsync(RuntimeApiServer api, params Event[] events) =>
        api.InvokeAsync(Records.Kinesis(events)).WaitAsync(Patience);

    private static Event Of(string type) => Event.Of(type, ("id", "1"), ("partitionKey", "x"), ("timestamp", 1));

    private static Event Thing(string id, int timestamp, string name) =>
        Of("thing-created")
            .With(("partitionKey", id), ("timestamp", timestamp), ("thing", Json.ObjectOf(("name", name))));

    private static bool IsRow(string line) => line.StartsWith("row ", StringComparison.Ordinal);

    private static string Row(string line)
    {
        var row = JsonElement.Parse(line[4..]);
        return $"{Text(row, "pk")} {Text(row, "name")} {row.GetProperty("timestamp").GetInt64()}";
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
