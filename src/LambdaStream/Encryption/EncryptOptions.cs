namespace LambdaStream.Encryption;

/// <summary>How <see cref="Steps.EncryptEvent"/> works. What is null comes from the rule and the function's options.</summary>
public sealed record EncryptOptions
{
    internal static EncryptOptions Default { get; } = new();

    /// <summary>The slot of the event to encrypt; by default the unit's own event.</summary>
    public Slot<Event>? Event { get; init; }

    /// <summary>The slot in which the encrypted event is left; by default where it was.</summary>
    public Slot<Event>? Target { get; init; }

    /// <summary>The fields; by default those of the rule.</summary>
    public FieldEncryption? Encryption { get; init; }

    /// <summary>Gives the fields by the unit and the event; with null it stays clear.</summary>
    public Func<UnitOfWork, Json, FieldEncryption?>? ToEncryption { get; init; }

    /// <summary>Events being encrypted at the same time; by default <see cref="StreamOptions.EncryptionParallel"/>.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default the output.</summary>
    public Order Order { get; init; }
}
