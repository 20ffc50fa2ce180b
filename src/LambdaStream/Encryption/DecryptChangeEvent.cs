using LambdaStream.Connectors;
using LambdaStream.Encryption;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Decrypts the items before and after each unit's change, where they carry encryption metadata; others stay as they are.</summary>
    /// <remarks>
    /// For the trigger of a table with encrypted items, as a rule in <see cref="StreamOptions.Head"/>. The event as it came stays
    /// in <see cref="Slots.UndecryptedEvent"/>, and is what a fault shows. A change that cannot be decrypted is a fault.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> DecryptChangeEvent(
        this IAsyncEnumerable<UnitOfWork> source,
        DecryptOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var step = options ?? DecryptOptions.Default;
        return source.Concurrently(
            all => step.Parallel ?? all.EncryptionParallel,
            (uow, token) =>
                !(IsEncrypted(uow, uow.Event.NewImage) || IsEncrypted(uow, uow.Event.OldImage))
                || step.When is not null && !step.When(uow)
                    ? new(uow)
                    : DecryptAsync(uow, token),
            step.Order
        );

        async ValueTask<UnitOfWork?> DecryptAsync(UnitOfWork uow, CancellationToken cancellationToken)
        {
            var fields = new List<string>();
            var newImage = await ImageAsync(uow, uow.Event.NewImage, fields, cancellationToken);
            var oldImage = step.IncludeOldImage
                ? await ImageAsync(uow, uow.Event.OldImage, fields, cancellationToken)
                : null;
            return uow.Decrypted(uow.Event.With(new ChangeImages(newImage, oldImage)), fields);
        }

        async ValueTask<Item?> ImageAsync(
            UnitOfWork uow,
            Item? image,
            List<string> fields,
            CancellationToken cancellationToken
        )
        {
            if (image is null)
                return null;
            var (item, decrypted) = await uow.Invocation.Encryptor.DecryptAsync(image, step.Format, cancellationToken);
            fields.AddRange(decrypted);
            return item;
        }
    }

    private static bool IsEncrypted(UnitOfWork uow, Item? image) =>
        image is not null && uow.Invocation.Encryptor.HasMetadata(image);
}
