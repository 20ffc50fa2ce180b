namespace LambdaStream.Local;

/// <summary>Something that a world moves on while it drains: from where records wait to where they go.</summary>
internal interface IDelivery
{
    /// <summary>From where to where, and what went wrong last, for the message of a world that does not come to rest.</summary>
    string Description { get; }

    /// <summary>
    /// When there may be something to deliver; null where nothing waits. A drained world asks whatever this is, a
    /// simulation keeps to it.
    /// </summary>
    DateTimeOffset? Due => DateTimeOffset.MinValue;

    /// <summary>The parts that deliver at the same time in a simulation; by default it is one.</summary>
    IReadOnlyList<IDelivery> Lanes => [this];

    /// <summary>Delivers what is next, if anything is. False where there is nothing.</summary>
    ValueTask<bool> DeliverAsync(CancellationToken cancellationToken);
}
