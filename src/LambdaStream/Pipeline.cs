using System.Diagnostics.CodeAnalysis;

namespace LambdaStream;

/// <summary>A one-off pipeline, written out beside rule-driven ones.</summary>
public sealed class Pipeline : Rule
{
    private readonly Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>> _steps;

    /// <summary>A pipeline of these steps.</summary>
    /// <param name="id">The id, unique in the function.</param>
    /// <param name="steps">Takes the units of one invocation through the steps.</param>
    [SetsRequiredMembers]
    public Pipeline(string id, Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        Id = id;
        _steps = steps;
    }

    /// <summary>A pipeline of these steps, for the events of these types.</summary>
    /// <param name="id">The id, unique in the function.</param>
    /// <param name="eventType">The event types that it wants.</param>
    /// <param name="steps">Takes the units of one invocation through the steps.</param>
    [SetsRequiredMembers]
    public Pipeline(
        string id,
        EventTypes eventType,
        Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>> steps
    )
        : this(id, steps) => EventType = eventType;

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units) =>
        _steps(units.OnContentOf(this));
}
