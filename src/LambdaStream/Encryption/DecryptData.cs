using LambdaStream.Connectors;
using LambdaStream.Encryption;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Decrypts data that carries encryption metadata; other data stays as it is. What queries find is decrypted already.</summary>
    public static ValueTask<Json> DecryptDataAsync(
        this UnitOfWork uow,
        Json data,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(uow);
        return uow.Invocation.Encryptor.DecryptAsync(data, cancellationToken);
    }

    /// <inheritdoc cref="DecryptDataAsync(UnitOfWork, Json, CancellationToken)"/>
    public static ValueTask<Item> DecryptDataAsync(
        this UnitOfWork uow,
        Item data,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(uow);
        return uow.Invocation.Encryptor.DecryptAsync(data, cancellationToken);
    }

    /// <summary>Items with those decrypted that carry encryption metadata, and the names of their fields.</summary>
    internal static async ValueTask<DecryptedItems> DecryptAllAsync(
        this UnitOfWork uow,
        IReadOnlyList<Item> items,
        bool? isWanted,
        CancellationToken cancellationToken
    )
    {
        var encryptor = uow.Invocation.Encryptor;
        if (!(isWanted ?? uow.Invocation.Options.DecryptQueried) || !encryptor.HasMetadata(items))
            return new(items, []);
        var format = uow.Scope.Rule?.Encryption?.Format;
        var decrypted = new Item[items.Count];
        var secrets = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < decrypted.Length; i++)
        {
            (decrypted[i], var fields) = await encryptor.DecryptAsync(items[i], format, cancellationToken);
            secrets.UnionWith(fields);
        }
        return new(decrypted, secrets);
    }
}
