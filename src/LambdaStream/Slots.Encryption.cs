namespace LambdaStream;

/// <content>The slots of encryption.</content>
public static partial class Slots
{
    /// <summary>
    /// The event as it came, where <see cref="Steps.DecryptEvent"/> or <see cref="Steps.DecryptChangeEvent"/> has decrypted it. A
    /// fault shows it in the place of the unit's event.
    /// </summary>
    public static Slot<Event> UndecryptedEvent { get; } = new("undecryptedEvent", _ => default);

    /// <summary>The event as it was decrypted, whatever a mapping has made of the unit's event since. A fault shows nothing of it.</summary>
    internal static Slot<Event> DecryptedEvent { get; } = new("decryptResponse", _ => default);

    /// <summary>The names of fields that are encrypted elsewhere and clear on the unit. A fault does not show their values.</summary>
    internal static Slot<IReadOnlySet<string>> SecretFields { get; } = new("secretFields", _ => default);
}
