using LambdaStream.Local;

namespace LambdaStream.Simulator.Histories;

/// <summary>A record that was put into the source.</summary>
internal sealed record SourceRecord(int Number, string Key, string Type, bool IsReadable);

/// <summary>An effect of a sink.</summary>
internal readonly record struct Effect(Mark Mark, string RequestId);

/// <summary>What was seen of a case, record by record.</summary>
internal sealed class History(Simulation simulation)
{
    private readonly Dictionary<string, InvocationHistory> _invocations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly Dictionary<int, int> _deliveries = [];

    public List<SourceRecord> Records { get; } = [];

    /// <summary>Whether a record that fails so is to be delivered again.</summary>
    public Func<Exception, bool>? IsRetryable { get; set; }

    /// <summary>The records that a source was told are done.</summary>
    public HashSet<int> Acknowledged { get; } = [];

    /// <summary>Every effect, in its order.</summary>
    public List<Effect> Effects { get; } = [];

    /// <summary>The keys of which a sink sends again what its target refused, behind others that the same request brought.</summary>
    public HashSet<(string Sink, string Key)> Overtaken { get; } = [];

    public IReadOnlyCollection<InvocationHistory> Invocations => _invocations.Values;

    /// <summary>Says what the source calls a record.</summary>
    public void Put(SourceRecord record, string identity)
    {
        Records.Add(record);
        _names.Add(identity);
        _numbers.Add(identity, record.Number);
    }

    /// <summary>What the source calls a record.</summary>
    public string NameOf(int number) => _names[number];

    public int NumberOf(string identity) => _numbers[identity];

    /// <summary>How often a record was delivered so far.</summary>
    public int DeliveriesOf(int record) => _deliveries.GetValueOrDefault(record);

    public InvocationHistory Begin(SimulatedInvocation invocation, IReadOnlyList<int> delivered, long version)
    {
        foreach (var record in delivered)
            _deliveries[record] = DeliveriesOf(record) + 1;
        var history = new InvocationHistory(invocation, delivered) { Version = version };
        _invocations.Add(invocation.RequestId, history);
        return history;
    }

    public InvocationHistory Of(SimulatedInvocation invocation) => _invocations[invocation.RequestId];

    /// <summary>The invocation to which the code that is running belongs.</summary>
    public InvocationHistory Current => Of(simulation.CurrentInvocation!);

    public PipelineHistory Of(UnitOfWork uow) => _invocations[uow.Invocation.RequestId].Of(uow.Pipeline);

    /// <summary>Says that a unit fails.</summary>
    public void Fail(UnitOfWork uow, IEnumerable<Token> tokens, Exception error) =>
        Of(uow).Fail(tokens, IsRetryable?.Invoke(error) is not true);

    /// <summary>A version of the settings that a query gave.</summary>
    public void Read(UnitOfWork uow, long version)
    {
        var invocation = _invocations[uow.Invocation.RequestId];
        if (version < invocation.Version)
            invocation.Stale = version;
    }

    /// <summary>For what a unit of work stands.</summary>
    public IReadOnlyList<Token> TokensOf(UnitOfWork uow) =>
        uow.Batch.Count > 0 ? [.. uow.Batch.SelectMany(TokensOf)]
        : uow.Get(Units.Part) is { } part ? [Token.Parse(part)]
        : [new(NumberOf(uow.Record!.Identifier!))];
}
