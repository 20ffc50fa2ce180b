namespace LambdaStream.Peers;

/// <summary>One way to process a payload, and the table that it updates.</summary>
public sealed record Side(StubDynamoDb Table, Func<byte[], ValueTask> InvokeAsync)
{
    /// <exception cref="ArgumentException">There is no such side.</exception>
    public static Side Create(string name, Scenario scenario)
    {
        var table = new StubDynamoDb();
        return name switch
        {
            "ours" => new(table, Ours(scenario, table)),
            "floor" => new(table, Floor(scenario, table)),
            "decode" => new(table, DecodeOnly),
            _ => throw new ArgumentException($"There is no side {name}.", nameof(name)),
        };
    }

    private static Func<byte[], ValueTask> Ours(Scenario scenario, StubDynamoDb table)
    {
        var processor = Listener.Create(scenario, table);
        return async payload => await processor.InvokeAsync(payload);
    }

    private static Func<byte[], ValueTask> Floor(Scenario scenario, StubDynamoDb table)
    {
        var floor = new Floor(scenario.EventTypes, table);
        return payload => floor.RunAsync(payload, CancellationToken.None);
    }

    private static ValueTask DecodeOnly(byte[] payload)
    {
        _ = Peers.DecodeOnly.Run(payload);
        return ValueTask.CompletedTask;
    }
}
