namespace LambdaStream.Sources;

/// <summary>How the invocation of a source ended: all that its answer can depend on.</summary>
internal sealed class InvocationOutcome
{
    /// <summary>The payload.</summary>
    public required Json Payload { get; init; }

    /// <summary>The records that pipelines wanted or nobody could read, in the order of the payload. One that gave several units is there for each.</summary>
    public required IReadOnlyList<Record> Records { get; init; }

    /// <summary>Which records must be delivered again, by their place in the payload.</summary>
    public required IReadOnlyList<bool> Failed { get; init; }

    /// <summary>The units of the other records that became faults.</summary>
    public required IReadOnlyList<UnitOfWork> Faulted { get; init; }

    /// <summary>The units that came out of the pipelines' ends; empty where <see cref="Source.KeepsUnits"/> does not ask for them.</summary>
    public required IReadOnlyList<UnitOfWork> Units { get; init; }

    /// <summary>What the source calls the records that must be delivered again, each once, in the order of the payload.</summary>
    public required IReadOnlyList<string> FailedIdentifiers { get; init; }

    /// <summary>The state of the tumbling window as it came; undefined where the payload is of none.</summary>
    public Json WindowState { get; init; }
}
