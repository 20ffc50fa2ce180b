using LambdaStream.Connectors;

namespace LambdaStream.Peers;

/// <summary>One way to process a payload, and what it asks its services for.</summary>
public sealed record Side(Seen Seen, Func<byte[], ValueTask> InvokeAsync)
{
    /// <exception cref="ArgumentException">There is no such side of that scenario.</exception>
    public static Side Create(string name, Scenario scenario)
    {
        var seen = new Seen();
        return (name, scenario.Kind) switch
        {
            ("ours", "listener") => Ours(seen, Listener.Create(scenario, new StubDynamoDb(seen))),
            ("floor", "listener") => Floor(seen, scenario),
            ("decode", "listener") => new(seen, DecodeOnly),
            ("ours", "http") => Ours(seen, Listener.CreateOverHttp(scenario)),
            ("ours", "trigger") => Ours(seen, Trigger.Create(scenario, new StubEventBridge(seen))),
            ("ours", "evaluate") => Ours(seen, Conclusion.Create(scenario, seen)),
            _ => throw new ArgumentException($"There is no side {name} of {scenario.Kind}.", nameof(name)),
        };
    }

    private static Side Ours(Seen seen, Processor processor) =>
        new(seen, async payload => await processor.InvokeAsync(payload));

    private static Side Floor(Seen seen, Scenario scenario)
    {
        var floor = new Floor(scenario.EventTypes, new StubDynamoDb(seen));
        return new(seen, payload => floor.RunAsync(payload, CancellationToken.None));
    }

    private static ValueTask DecodeOnly(byte[] payload)
    {
        _ = Peers.DecodeOnly.Run(payload);
        return ValueTask.CompletedTask;
    }
}
