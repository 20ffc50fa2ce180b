using LambdaStream.Sources;

namespace LambdaStream;

/// <summary>An event source of Lambda: reads a payload into units of work and writes the answer.</summary>
/// <remarks>Made by <see cref="From"/>. A source holds no state, so one serves many invocations at once.</remarks>
public abstract class Source
{
    private protected Source() { }

    internal abstract Checkpoint Checkpoint { get; }

    /// <param name="payload">The text as Lambda delivers it, not validated yet.</param>
    /// <param name="intake">Takes the records.</param>
    internal abstract void Read(Json payload, Intake intake);
}
