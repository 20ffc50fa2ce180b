using LambdaStream.Encryption;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Encrypts fields of each unit's event, as a rule before it is published; a unit without an event, or a rule without fields, passes.</summary>
    /// <remarks>
    /// The event then has the metadata that its readers need. <see cref="Cdc"/> and the other flavors that publish do this by
    /// themselves where <see cref="Rule.Encryption"/> is set. An event that cannot be encrypted is a fault, which does not show
    /// the values of the fields.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> EncryptEvent(
        this IAsyncEnumerable<UnitOfWork> source,
        EncryptOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var step = options ?? EncryptOptions.Default;
        return source.Concurrently(all => step.Parallel ?? all.EncryptionParallel, EncryptAsync, step.Order);

        async ValueTask<UnitOfWork?> EncryptAsync(UnitOfWork uow, CancellationToken cancellationToken)
        {
            var @event = step.Event is null ? uow.Event : uow.Get(step.Event);
            if (@event is null || @event.IsEmpty)
                return uow;
            var json = @event.ToJson();
            if (FieldsOf(uow, json) is not { } encryption)
                return uow;
            try
            {
                var encrypted = Event.From(
                    await uow.Invocation.Encryptor.EncryptAsync(json, encryption, cancellationToken)
                );
                return (step.Target ?? step.Event) is { } target ? uow.With(target, encrypted) : uow.With(encrypted);
            }
            catch (Exception error)
            {
                // The fault must not show what could not be encrypted.
                uow.WithSecrets(encryption.Fields).Fail(error);
                return null;
            }
        }

        FieldEncryption? FieldsOf(UnitOfWork uow, Json json) =>
            step.ToEncryption is not null ? step.ToEncryption(uow, json)
            : step.Encryption is not null ? step.Encryption
            : RuleFields(uow, json);
    }

    private static FieldEncryption? RuleFields(UnitOfWork uow, Json data) =>
        uow.Scope.Rule is not { } rule ? null
        : rule.ToEncryption is not null ? rule.ToEncryption(uow, data)
        : rule.Encryption;

    internal static UnitOfWork WithSecrets(this UnitOfWork uow, IReadOnlyCollection<string> fields) =>
        fields.Count == 0
            ? uow
            : uow.With(
                Slots.SecretFields,
                new HashSet<string>([.. uow.Get(Slots.SecretFields) ?? new HashSet<string>(), .. fields])
            );
}
