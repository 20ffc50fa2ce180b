using LambdaStream.Filters;
using LambdaStream.Sources;

namespace LambdaStream;

/// <summary>An event source of Lambda: reads a payload into units of work and writes the answer.</summary>
/// <remarks>Made by <see cref="From"/>. A source holds no state, so one serves many invocations at once.</remarks>
public abstract class Source
{
    private static readonly byte[] NoAnswer = "null"u8.ToArray();

    private protected Source() { }

    /// <summary>The name, that of the method of <see cref="From"/> that makes it.</summary>
    internal abstract string Name { get; }

    internal abstract Checkpoint Checkpoint { get; }

    /// <summary>By what <see cref="From.Any(IEnumerable{Source})"/> recognises the source's payloads; by default not at all.</summary>
    internal virtual IReadOnlyList<Mark> Marks => [];

    /// <summary>Whether the answer is made of the units that come out of the pipelines' ends; by default it is not, and they are not kept.</summary>
    internal virtual bool KeepsUnits => false;

    /// <summary>The asynchronous steps that belong to the source, before all others; by default none.</summary>
    internal virtual Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>? Head => null;

    /// <summary>The asynchronous steps that belong to the source, behind those of the options; by default none.</summary>
    internal virtual Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>? LastHead => null;

    /// <summary>Which records are wanted, where it is not the pipelines that want them; by default it is.</summary>
    internal virtual Router? Wanted => null;

    /// <summary>What the source orders a unit's record by; null where nothing.</summary>
    internal virtual string? KeyOf(UnitOfWork uow) => null;

    /// <summary>The source that reads this payload: another one where this one only recognises it.</summary>
    /// <param name="payload">The text as Lambda delivers it, not validated yet.</param>
    internal virtual Source Resolve(Json payload) => this;

    /// <param name="payload">The text as Lambda delivers it, not validated yet.</param>
    /// <param name="intake">Takes the records.</param>
    internal abstract void Read(Json payload, Intake intake);

    /// <summary>Looks at what came out of the pipelines' ends before faults are published; a unit may still fail.</summary>
    internal virtual void Review(IReadOnlyList<UnitOfWork> units) { }

    /// <summary>Writes the answer. By default it names the failed records, and is JSON null where nobody reads it.</summary>
    internal virtual ReadOnlyMemory<byte> Respond(InvocationOutcome outcome) =>
        Checkpoint switch
        {
            Checkpoint.None => NoAnswer,
            // A function without a state of its own leaves that of a window as it is.
            Checkpoint.Lowest => BatchResponse.Of(outcome.FailedIdentifiers.Take(1), outcome.WindowState),
            _ => BatchResponse.Of(outcome.FailedIdentifiers),
        };

    private protected static string? Text(Json value) =>
        value.Kind is System.Text.Json.JsonValueKind.String ? value.GetString() : null;
}
