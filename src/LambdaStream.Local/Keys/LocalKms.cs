using System.Net;
using System.Security.Cryptography;
using System.Text;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Keys;

/// <summary>KMS over the master keys of a world. All that looks random comes from the world's seed.</summary>
/// <remarks>
/// A blob is the region and the master key in clear text, and then what is encrypted. The keys are no secret, since they
/// follow from the seed: nothing here protects anything.
/// </remarks>
internal sealed class LocalKms(LocalEnvironment environment) : IKms
{
    private const int MaxPlaintext = 4096;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Region, string Alias), byte[]> _keys = [];

    public void Add(string alias, string region)
    {
        lock (_lock)
            _keys.TryAdd((region, alias), Random(32));
    }

    public ValueTask<GenerateDataKeyResponse> GenerateDataKeyAsync(
        GenerateDataKeyRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, Generate, cancellationToken);

    public ValueTask<EncryptResponse> EncryptAsync(EncryptRequest request, CancellationToken cancellationToken) =>
        Answer.To(request, Encrypt, cancellationToken);

    public ValueTask<DecryptResponse> DecryptAsync(DecryptRequest request, CancellationToken cancellationToken) =>
        Answer.To(request, Decrypt, cancellationToken);

    private GenerateDataKeyResponse Generate(GenerateDataKeyRequest request)
    {
        var key = Find(request.KeyId, request.Region);
        var dataKey = Random(
            request.KeySpec switch
            {
                "AES_256" => 32,
                "AES_128" => 16,
                _ => throw Refusal(
                    "ValidationException",
                    $"1 validation error detected: Value '{request.KeySpec}' at 'keySpec' failed to satisfy constraint: Member must satisfy enum value set: [AES_256, AES_128]"
                ),
            }
        );
        return new()
        {
            KeyId = ArnOf(key.Alias, key.Region),
            Plaintext = dataKey,
            CiphertextBlob = Seal(key.Alias, key.Region, key.Bytes, dataKey, request.EncryptionContext),
        };
    }

    private EncryptResponse Encrypt(EncryptRequest request)
    {
        var key = Find(request.KeyId, request.Region);
        if (request.Plaintext.Length is 0 or > MaxPlaintext)
            throw Refusal(
                "ValidationException",
                $"1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length between 1 and {MaxPlaintext}"
            );
        return new()
        {
            KeyId = ArnOf(key.Alias, key.Region),
            CiphertextBlob = Seal(key.Alias, key.Region, key.Bytes, request.Plaintext.Span, request.EncryptionContext),
        };
    }

    private DecryptResponse Decrypt(DecryptRequest request)
    {
        var region = request.Region ?? environment.Region;
        var blob = request.CiphertextBlob.ToArray();
        var end = Array.IndexOf(blob, (byte)'\n');
        if (end < 0 || blob.Length - end - 1 < NonceSize + TagSize)
            throw InvalidCiphertext();
        var header = blob.AsSpan(0, end);
        if (Encoding.UTF8.GetString(header).Split(' ', 2) is not [var itsRegion, var alias] || itsRegion != region)
            throw InvalidCiphertext();
        byte[]? key;
        lock (_lock)
            key = _keys.GetValueOrDefault((region, alias));
        if (key is null)
            throw InvalidCiphertext();
        if (request.KeyId is { } expected && AliasOf(expected) != alias)
            throw Refusal(
                "IncorrectKeyException",
                "The key ID in the request does not identify a CMK that can perform this operation."
            );
        var nonce = blob.AsSpan(end + 1, NonceSize);
        var tag = blob.AsSpan(blob.Length - TagSize);
        var text = blob.AsSpan(end + 1 + NonceSize, blob.Length - end - 1 - NonceSize - TagSize);
        var plaintext = new byte[text.Length];
        try
        {
            using var cipher = new AesGcm(key, TagSize);
            cipher.Decrypt(nonce, text, tag, plaintext, Authenticated(header, request.EncryptionContext));
        }
        catch (CryptographicException)
        {
            throw InvalidCiphertext();
        }
        return new() { KeyId = ArnOf(alias, region), Plaintext = plaintext };
    }

    private byte[] Seal(
        string alias,
        string region,
        byte[] key,
        ReadOnlySpan<byte> plaintext,
        IReadOnlyDictionary<string, string>? context
    )
    {
        var header = Encoding.UTF8.GetBytes($"{region} {alias}");
        var nonce = Random(NonceSize);
        var text = new byte[plaintext.Length];
        var tag = new byte[TagSize];
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(nonce, plaintext, text, tag, Authenticated(header, context));
        return [.. header, (byte)'\n', .. nonce, .. text, .. tag];
    }

    // What must be the same again to decrypt it: the header, and the context in whatever order.
    private static byte[] Authenticated(ReadOnlySpan<byte> header, IReadOnlyDictionary<string, string>? context)
    {
        var entries = (context ?? new Dictionary<string, string>())
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => $"\n{entry.Key.Length} {entry.Key}{entry.Value.Length} {entry.Value}");
        return [.. header, .. Encoding.UTF8.GetBytes(string.Concat(entries))];
    }

    private (string Alias, string Region, byte[] Bytes) Find(string keyId, string? region)
    {
        region ??= environment.Region;
        var alias = AliasOf(keyId);
        lock (_lock)
        {
            if (_keys.TryGetValue((region, alias), out var key))
                return (alias, region, key);
        }
        throw Refusal("NotFoundException", $"Alias {ArnOf(alias, region)} is not found.");
    }

    private byte[] Random(int length)
    {
        var bytes = new List<byte>(length + 16);
        // An id has six bits that are always the same, so it is not used as it is.
        while (bytes.Count < length)
            bytes.AddRange(SHA256.HashData(environment.Ids.Next().ToByteArray()));
        return [.. bytes.Take(length)];
    }

    private static string AliasOf(string keyId) => keyId[(keyId.LastIndexOf(':') + 1)..];

    private static string ArnOf(string alias, string region) =>
        $"arn:aws:kms:{region}:{LocalEnvironment.Account}:{alias}";

    private static ServiceException InvalidCiphertext() => Refusal("InvalidCiphertextException", "");

    private static ServiceException Refusal(string code, string message) =>
        new(code, message) { StatusCode = HttpStatusCode.BadRequest };
}
