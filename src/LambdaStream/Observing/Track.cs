using System.Diagnostics;

namespace LambdaStream.Observing;

/// <summary>What is remembered of a unit of work in a pipeline while somebody watches.</summary>
internal sealed class Track
{
    /// <summary>The name under which it is seen: of units before the pipelines it is <c>head</c>, of faults <c>fault</c>.</summary>
    public required string Pipeline { get; init; }

    /// <summary>When the pipeline took the unit, as the clock's timestamp.</summary>
    public required long Entered { get; init; }

    /// <summary>When the unit's last call ended, or the pipeline took it.</summary>
    public long Last { get; set; }

    /// <summary>What spans of the unit's calls have as their parent.</summary>
    public ActivityContext Parent { get; set; }

    /// <summary>The span that the unit's event was published in.</summary>
    public ActivityContext Producer { get; set; }
}
