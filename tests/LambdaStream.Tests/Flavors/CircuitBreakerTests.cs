using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class CircuitBreakerTests
{
    private readonly RecordingLambda _lambda = new();

    // Node: disable event source mapping (Circuit Breaker - Open); enable event source mapping with batch size = 1
    // (Circuit Breaker - Part Open); enable event source mapping with full batch size (Circuit Breaker - Closed)
    [Theory]
    [InlineData("ALARM", false, 100)]
    [InlineData("INSUFFICIENT_DATA", true, 1)]
    [InlineData("OK", true, 100)]
    public async Task Execute(string state, bool isEnabled, int batchSize)
    {
        await InvokeAsync(new() { Id = "cb" }, Records.Alarm(state), ("ESM_ID", "esm"));

        var update = Assert.Single(_lambda.Updates);
        Assert.Equal(("esm", isEnabled, batchSize), (update.UUID, update.Enabled, update.BatchSize));
    }

    // Node: enable event source mapping with batch size from opt; force Number type for env var
    [Theory]
    [InlineData(77, 77)]
    [InlineData(null, 25)]
    public async Task Execute_TheRulesBatchSize_Wins(int? own, int expected)
    {
        await InvokeAsync(
            new() { Id = "cb", MaxBatchSize = own },
            Records.Alarm("OK"),
            ("ESM_ID", "esm"),
            ("CIRCUIT_BREAKER_MAX_BATCH_SIZE", "25"),
            ("BATCH_SIZE", "50")
        );

        Assert.Equal(expected, Assert.Single(_lambda.Updates).BatchSize);
    }

    [Fact]
    public async Task Execute_NoStateInTheAlarm_IsAFaultAndSwitchesNothing()
    {
        var run = await InvokeAsync(
            new() { Id = "cb" },
            Json.Parse("""{"alarmData":{"state":{}}}""").ToUtf8(),
            ("ESM_ID", "esm")
        );

        Assert.Single(run.Faults);
        Assert.Empty(_lambda.Requests);
    }

    [Fact]
    public async Task Start_WithoutPortOrMapping_IsRefused()
    {
        var error = await Assert.ThrowsAsync<InvalidProcessorException>(async () =>
            await new FunctionDriver(From.Alarm(), new CircuitBreaker { Id = "cb" }).InvokeAsync(Records.Alarm())
        );

        Assert.Contains("ESM_ID", error.Message, StringComparison.Ordinal);
        Assert.Contains("StreamOptions.Lambda", error.Message, StringComparison.Ordinal);
    }

    private async Task<DrivenInvocation> InvokeAsync(
        CircuitBreaker rule,
        byte[] payload,
        params (string Name, string Value)[] variables
    )
    {
        var driver = new FunctionDriver(From.Alarm(), rule);
        driver.Options = StreamOptions.FromEnvironment(variables.ToDictionary(one => one.Name, one => one.Value)) with
        {
            Lambda = _lambda,
            EventBridge = driver.EventBridge,
            BusName = "bus",
        };
        return await driver.InvokeAsync(payload);
    }
}
