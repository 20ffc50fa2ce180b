namespace LambdaStream.Testing;

/// <summary>Runs a whole function on payloads, with recording ports in the place of AWS.</summary>
public sealed class FunctionDriver
{
    private readonly Source _source;
    private readonly Rule[] _rules;

    /// <summary>A function with these pipelines.</summary>
    public FunctionDriver(Source source, params IEnumerable<Rule> rules)
    {
        _source = source;
        _rules = [.. rules];
        Options = new()
        {
            DynamoDb = DynamoDb,
            EventBridge = EventBridge,
            Region = "us-west-2",
            BusName = "bus",
            EntityTableName = "entities",
        };
    }

    /// <summary>The table.</summary>
    public RecordingDynamoDb DynamoDb { get; } = new();

    /// <summary>The bus.</summary>
    public RecordingEventBridge EventBridge { get; } = new();

    /// <summary>The options; by default a bus, a table and the recording ports.</summary>
    public StreamOptions Options { get; set; }

    /// <summary>Runs the function on one payload.</summary>
    public async ValueTask<DrivenInvocation> InvokeAsync(
        ReadOnlyMemory<byte> payload,
        InvocationContext? context = null,
        CancellationToken cancellationToken = default
    )
    {
        var units = new List<UnitOfWork>();
        var faults = new List<Event>();
        var sync = new Lock();
        context = (context ?? new()) with
        {
            Output = uow =>
            {
                lock (sync)
                    units.Add(uow);
            },
            Faulted = fault =>
            {
                lock (sync)
                    faults.Add(fault);
            },
        };
        var result = await new Processor(_source, Options, _rules).InvokeAsync(payload, context, cancellationToken);
        return new(result, units, faults);
    }
}

/// <summary>What one call of a driven function gave.</summary>
/// <param name="Result">The answer and the counts.</param>
/// <param name="Units">The units of work that reached the end of a pipeline, in that order.</param>
/// <param name="Faults">The fault events that were published.</param>
public sealed record DrivenInvocation(
    InvocationResult Result,
    IReadOnlyList<UnitOfWork> Units,
    IReadOnlyList<Event> Faults
);
