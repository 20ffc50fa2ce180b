using LambdaStream.Encryption;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Decrypts each unit's event, as a rule in <see cref="StreamOptions.Head"/>; an event without encryption metadata passes.</summary>
    /// <remarks>
    /// The event as it came stays in <see cref="Slots.UndecryptedEvent"/>, and is what a fault shows. An event that cannot be
    /// decrypted is a fault.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> DecryptEvent(
        this IAsyncEnumerable<UnitOfWork> source,
        DecryptOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var step = options ?? DecryptOptions.Default;
        return source.Concurrently(
            all => step.Parallel ?? all.EncryptionParallel,
            (uow, token) =>
                uow.Event[uow.Invocation.Options.EncryptionMetadataName].IsNullOrUndefined
                || step.When is not null && !step.When(uow)
                    ? new(uow)
                    : DecryptAsync(uow, token),
            step.Order
        );

        async ValueTask<UnitOfWork?> DecryptAsync(UnitOfWork uow, CancellationToken cancellationToken)
        {
            var (json, fields) = await uow.Invocation.Encryptor.DecryptAsync(
                uow.Event.ToJson(),
                step.Format,
                cancellationToken
            );
            return uow.Decrypted(Event.From(json), fields);
        }
    }

    private static UnitOfWork Decrypted(this UnitOfWork uow, Event @event, IReadOnlyCollection<string> fields) =>
        fields.Count == 0
            ? uow
            : uow.With(Slots.UndecryptedEvent, uow.Event)
                .With(Slots.DecryptedEvent, @event)
                .With(@event)
                .WithSecrets(fields);
}
