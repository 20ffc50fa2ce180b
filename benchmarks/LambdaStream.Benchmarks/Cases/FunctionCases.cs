using LambdaStream.Peers;

namespace LambdaStream.Benchmarks.Cases;

/// <summary>Whole functions with more or fewer rules and events: what <c>peers/run</c> compares with others.</summary>
internal static class FunctionCases
{
    public static IReadOnlyList<Case> All { get; } =
    [
        Of("listener-1-all", KinesisPayload.Create, 1_000),
        Of("listener-10-all", KinesisPayload.Create, 1_000),
        Of("listener-100-all", KinesisPayload.Create, 1_000),
        Of("listener-10-tenth", KinesisPayload.Create, 1_000),
        Of("listener-10-none", KinesisPayload.Create, 1_000),
        Of("trigger-1", TablePayload.Changes, 1_000),
        Of("trigger-10", TablePayload.Changes, 1_000),
        Of("evaluate-5", TablePayload.Collected, 200),
        Of("evaluate-50", TablePayload.Collected, 50),
    ];

    private static Case Of(string scenario, Func<int, byte[]> payload, int records) =>
        new(
            $"function/{scenario}",
            records,
            () =>
            {
                var side = Side.Create("ours", Scenario.Parse(scenario));
                var bytes = payload(records);
                return () => side.InvokeAsync(bytes);
            }
        );
}
