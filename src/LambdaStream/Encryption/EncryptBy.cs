namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Encrypts each unit's event as a rule says; where it does not, the stream passes as it is.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="rule">The rule, with its <see cref="Rule.Encryption"/> or <see cref="Rule.ToEncryption"/>.</param>
    /// <param name="event">The slot of the event; with null it is the unit's own.</param>
    public static IAsyncEnumerable<UnitOfWork> EncryptBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Rule rule,
        Slot<Event>? @event = null
    )
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Encrypts
            ? source.EncryptEvent(
                new()
                {
                    Event = @event,
                    Encryption = rule.Encryption,
                    ToEncryption = rule.ToEncryption,
                }
            )
            : source;
    }
}
