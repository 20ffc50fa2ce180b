using LambdaStream.Local;

namespace LambdaStream.Simulator.Histories;

/// <summary>What was seen of one invocation, from the outside.</summary>
internal sealed class InvocationHistory(SimulatedInvocation invocation, IReadOnlyList<int> delivered)
{
    /// <summary>What happens to a record before the pipelines counts for all of them.</summary>
    public const string Head = "undefined";

    private readonly Dictionary<string, PipelineHistory> _pipelines = [];

    public SimulatedInvocation Invocation => invocation;

    /// <summary>The numbers of the records in its payload, in that order.</summary>
    public IReadOnlyList<int> Delivered => delivered;

    /// <summary>Whether publishing a fault went wrong, so that it may be published and its record delivered again.</summary>
    public bool HasBusTrouble => Unanswered > 0 || HasRefusedFaults;

    /// <summary>The requests with faults that were not answered, or not yet.</summary>
    public int Unanswered { get; set; }

    /// <summary>Whether the bus has refused a fault.</summary>
    public bool HasRefusedFaults { get; set; }

    /// <summary>Whether a query failed, which may be any unit's.</summary>
    public bool HasReadTrouble { get; set; }

    /// <summary>The faults that were published, with their ids.</summary>
    public List<(string Id, string Pipeline, IReadOnlyList<Token> Tokens)> Faults { get; } = [];

    public IReadOnlyDictionary<string, PipelineHistory> Pipelines => _pipelines;

    /// <summary>The version of the settings' row when the invocation began.</summary>
    public long Version { get; init; }

    /// <summary>An older version than that, which was read; null where none was.</summary>
    public long? Stale { get; set; }

    public PipelineHistory Of(string pipeline)
    {
        var name = pipeline.Length == 0 ? Head : pipeline;
        if (!_pipelines.TryGetValue(name, out var history))
            _pipelines.Add(name, history = new());
        return history;
    }
}
