using LambdaStream.Pipelines;

namespace LambdaStream;

/// <summary>An event source of Lambda: reads a payload into units of work and writes the answer.</summary>
/// <remarks>Made by <see cref="From"/>. A source holds no state, so one serves many invocations at once.</remarks>
public abstract class Source
{
    private protected Source() { }

    internal abstract Checkpoint Checkpoint { get; }

    internal abstract void Read(Json payload, Intake intake);
}

/// <summary>How a source takes back what was not done.</summary>
internal enum Checkpoint
{
    /// <summary>Not at all: the whole invocation fails.</summary>
    None,

    /// <summary>Record by record.</summary>
    Each,

    /// <summary>From the first failed record on, as an ordered stream does.</summary>
    Lowest,
}

/// <summary>The event sources of Lambda.</summary>
public static partial class From;
