using System.Text.Json.Serialization.Metadata;

namespace LambdaStream;

/// <summary>What a function makes of the records of a tumbling window: a state that goes from invocation to invocation, and events at the end.</summary>
/// <typeparam name="TState">
/// The state. It must not be changed but replaced, as records are with <c>with</c>: what Lambda gets back may be an earlier one.
/// </typeparam>
public sealed record WindowOptions<TState>
    where TState : notnull
{
    /// <summary>The most that Lambda takes as a state, in bytes of JSON: 1 MB for each shard.</summary>
    internal const int LambdaMaxStateSize = 1_000_000;

    /// <summary>The state's source-generated JSON form, in which Lambda keeps it.</summary>
    public required JsonTypeInfo<TState> StateType { get; init; }

    /// <summary>The state with which a window starts.</summary>
    public required Func<TState> Start { get; init; }

    /// <summary>Which events count; by default all.</summary>
    public EventTypes? EventType { get; init; }

    /// <summary>Gives the state with one more unit of work. This or <see cref="AggregateAsync"/> is needed.</summary>
    public Func<TState, UnitOfWork, TState>? Aggregate { get; init; }

    /// <inheritdoc cref="Aggregate"/>
    public Func<TState, UnitOfWork, ValueTask<TState>>? AggregateAsync { get; init; }

    /// <summary>Gives the events that go to the pipelines when the window is over; by default none. One without an id gets one of window, shard and place.</summary>
    public Func<TState, TumblingWindow, OneOrMany<Event>>? Close { get; init; }

    /// <inheritdoc cref="Close"/>
    public Func<TState, TumblingWindow, ValueTask<OneOrMany<Event>>>? CloseAsync { get; init; }

    /// <summary>The most bytes of JSON that the state may have; by default 1,000,000, which is what Lambda takes. More is an error.</summary>
    public int MaxStateSize { get; init; } = LambdaMaxStateSize;

    internal void Check()
    {
        if (Aggregate is null == AggregateAsync is null)
            throw new ArgumentException("Set one of Aggregate and AggregateAsync.");
        if (Close is not null && CloseAsync is not null)
            throw new ArgumentException("Set only one of Close and CloseAsync.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxStateSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxStateSize, LambdaMaxStateSize);
    }
}
