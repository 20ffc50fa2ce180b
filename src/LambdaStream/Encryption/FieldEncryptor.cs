using System.Collections.Frozen;
using System.Text.Json;
using LambdaStream.Connectors;

namespace LambdaStream.Encryption;

/// <summary>Encrypts and decrypts fields of data under data keys from KMS, which it keeps. One serves any number of calls at once.</summary>
/// <remarks>
/// Pipelines have theirs: see <see cref="Steps.EncryptEvent"/>, <see cref="Steps.DecryptEvent"/> and
/// <see cref="Steps.EncryptDataAsync(UnitOfWork, Json, CancellationToken)"/>. Make one yourself where there is no pipeline, as in a
/// function that answers queries, and keep it for the life of the function.
/// </remarks>
public sealed class FieldEncryptor
{
    private readonly StreamOptions _options;
    private readonly DataKeys _keys;
    private readonly string _metadataName;

    /// <summary>Encrypts and decrypts by the settings of a function.</summary>
    /// <param name="options">The port Kms, the region, the master key, the age of keys, and the format.</param>
    public FieldEncryptor(StreamOptions options)
        : this(options ?? throw new ArgumentNullException(nameof(options)), new DataKeys(options)) { }

    private FieldEncryptor(StreamOptions options, DataKeys keys)
    {
        _options = options;
        _keys = keys;
        _metadataName = options.EncryptionMetadataName;
    }

    /// <summary>The same for other settings, with the keys that it has unless they come from elsewhere.</summary>
    internal FieldEncryptor With(StreamOptions options) =>
        ReferenceEquals(options, _options) ? this
        : DataKeys.AreShared(options, _options) ? new(options, _keys)
        : new(options);

    /// <summary>Encrypts fields of a JSON object, and puts the metadata beside them.</summary>
    /// <exception cref="ServiceException">KMS has given no data key.</exception>
    /// <exception cref="InvalidOperationException">The data is encrypted already, or a setting is missing.</exception>
    public async ValueTask<Json> EncryptAsync(
        Json data,
        FieldEncryption encryption,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(encryption);
        if (data.Kind is not JsonValueKind.Object)
            throw new ArgumentException($"Only an object has fields to encrypt; this is a {data.Kind}.", nameof(data));
        RefuseEncrypted(data[_metadataName]);
        var names = Names(encryption.Fields);
        return await EncryptAsync(
            encryption,
            (replace, metadata) => EncryptedMembers.Replace(data, names, replace, _metadataName, metadata),
            cancellationToken
        );
    }

    /// <summary>Encrypts attributes of an item, and puts the metadata beside them. Sets become lists, and bytes base64.</summary>
    /// <exception cref="ServiceException">KMS has given no data key.</exception>
    /// <exception cref="InvalidOperationException">The item is encrypted already, or a setting is missing.</exception>
    public async ValueTask<Item> EncryptAsync(
        Item data,
        FieldEncryption encryption,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(encryption);
        RefuseEncrypted(data[_metadataName].ToJson());
        var names = Names(encryption.Fields);
        return await EncryptAsync(
            encryption,
            (replace, metadata) => EncryptedMembers.Replace(data, names, replace, _metadataName, metadata),
            cancellationToken
        );
    }

    /// <summary>Decrypts a JSON object and takes the metadata off it; one without metadata stays as it is.</summary>
    /// <exception cref="ServiceException">KMS has not decrypted the data key, in no region.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A value cannot be decrypted; the message names its field.</exception>
    /// <exception cref="FormatException">The metadata cannot be read.</exception>
    public async ValueTask<Json> DecryptAsync(Json data, CancellationToken cancellationToken) =>
        (await DecryptAsync(data, null, cancellationToken)).Data;

    /// <summary>Decrypts an item and takes the metadata off it; one without metadata stays as it is.</summary>
    /// <inheritdoc cref="DecryptAsync(Json, CancellationToken)"/>
    public async ValueTask<Item> DecryptAsync(Item data, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        return (await DecryptAsync(data, null, cancellationToken)).Data;
    }

    /// <summary>Decrypts what has metadata, and names its fields; what has none stays as it is.</summary>
    internal async ValueTask<(Json Data, IReadOnlyList<string> Fields)> DecryptAsync(
        Json data,
        EncryptionFormat? format,
        CancellationToken cancellationToken
    )
    {
        if (EncryptionMetadata.Of(data[_metadataName]) is not { } metadata)
            return (data, []);
        var names = Names(metadata.Fields);
        var decrypted = await DecryptAsync(
            metadata,
            format,
            replace => EncryptedMembers.Replace(data, names, replace, _metadataName),
            cancellationToken
        );
        return (decrypted, metadata.Fields);
    }

    /// <inheritdoc cref="DecryptAsync(Json, EncryptionFormat?, CancellationToken)"/>
    internal async ValueTask<(Item Data, IReadOnlyList<string> Fields)> DecryptAsync(
        Item data,
        EncryptionFormat? format,
        CancellationToken cancellationToken
    )
    {
        if (!HasMetadata(data) || EncryptionMetadata.Of(data[_metadataName].ToJson()) is not { } metadata)
            return (data, []);
        var names = Names(metadata.Fields);
        var decrypted = await DecryptAsync(
            metadata,
            format,
            replace => EncryptedMembers.Replace(data, names, replace, _metadataName),
            cancellationToken
        );
        return (decrypted, metadata.Fields);
    }

    internal bool HasMetadata(Item data) => data[_metadataName].Type is AttributeType.Map;

    /// <summary>Whether any of the items carries encryption metadata.</summary>
    internal bool HasMetadata(IReadOnlyList<Item> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (HasMetadata(items[i]))
                return true;
        }
        return false;
    }

    private async ValueTask<T> EncryptAsync<T>(
        FieldEncryption encryption,
        Func<Func<string, Json, Json>, Json, T> apply,
        CancellationToken cancellationToken
    )
    {
        var format = encryption.Format ?? _options.EncryptionFormat;
        var alias =
            encryption.MasterKeyAlias
            ?? _options.MasterKeyAlias
            ?? throw new InvalidOperationException(
                "There is no master key to encrypt with. Set MasterKeyAlias, or MASTER_KEY_ALIAS."
            );
        var regions = encryption.Regions ?? _options.KmsRegions;
        return await WithAsync(
            () => _keys.GenerateAsync(alias, regions, format is EncryptionFormat.AesGcm, cancellationToken),
            key =>
            {
                var metadata = new EncryptionMetadata
                {
                    DataKeys = key.Encrypted,
                    MasterKeyAlias = alias,
                    Fields = encryption.Fields,
                    IsAuthenticated = format is EncryptionFormat.AesGcm,
                };
                return apply((name, value) => FieldCipher.Encrypt(key, format, name, value), metadata.ToJson());
            }
        );
    }

    private ValueTask<T> DecryptAsync<T>(
        EncryptionMetadata metadata,
        EncryptionFormat? format,
        Func<Func<string, Json, Json>, T> apply,
        CancellationToken cancellationToken
    )
    {
        var written =
            metadata.IsAuthenticated ? EncryptionFormat.AesGcm
            : (format ?? _options.EncryptionFormat) is EncryptionFormat.Base64 ? EncryptionFormat.Base64
            : EncryptionFormat.AesCbc;
        return WithAsync(
            () => _keys.DecryptAsync(metadata, cancellationToken),
            key => apply((name, value) => FieldCipher.Decrypt(key, written, name, value))
        );
    }

    // A key may go between the moment in which it was given and this one.
    private static async ValueTask<T> WithAsync<T>(Func<ValueTask<DataKey>> get, Func<DataKey, T> work)
    {
        while (true)
        {
            var key = await get();
            if (!key.TryEnter())
                continue;
            try
            {
                return work(key);
            }
            finally
            {
                key.Leave();
            }
        }
    }

    // Encrypted twice it could never be decrypted: there is room for one key only.
    private void RefuseEncrypted(Json metadata)
    {
        if (!metadata.IsNullOrUndefined)
            throw new InvalidOperationException(
                $"The data is encrypted already: it has '{_metadataName}'. Decrypt it first, or do not encrypt it."
            );
    }

    private static FrozenSet<string> Names(IReadOnlyList<string> fields) => fields.ToFrozenSet(StringComparer.Ordinal);
}
