namespace LambdaStream.Connectors;

/// <summary>The port to the Key Management Service.</summary>
/// <remarks>
/// Each request may name a region of its own. An implementation raises <see cref="ServiceException"/> with the service's
/// error code when it refuses a request.
/// </remarks>
public interface IKms
{
    /// <summary>Makes a data key, and encrypts it under a master key.</summary>
    ValueTask<GenerateDataKeyResponse> GenerateDataKeyAsync(
        GenerateDataKeyRequest request,
        CancellationToken cancellationToken
    );

    /// <summary>Encrypts up to 4,096 bytes under a master key.</summary>
    ValueTask<EncryptResponse> EncryptAsync(EncryptRequest request, CancellationToken cancellationToken);

    /// <summary>Decrypts what was encrypted under a master key.</summary>
    ValueTask<DecryptResponse> DecryptAsync(DecryptRequest request, CancellationToken cancellationToken);
}

/// <summary>The GenerateDataKey of KMS.</summary>
public sealed record GenerateDataKeyRequest
{
    /// <summary>The id, ARN or alias (<c>alias/...</c>) of the master key.</summary>
    public required string KeyId { get; init; }

    /// <summary>AES_256, the default, or AES_128.</summary>
    public string KeySpec { get; init; } = "AES_256";

    /// <summary>The region of the master key; by default the port's.</summary>
    public string? Region { get; init; }

    /// <summary>What is authenticated with it but not encrypted; the same must be given to decrypt it. By default nothing.</summary>
    public IReadOnlyDictionary<string, string>? EncryptionContext { get; init; }
}

/// <summary>The answer to GenerateDataKey. Its text does not show the key.</summary>
public sealed record GenerateDataKeyResponse
{
    /// <summary>The ARN of the master key.</summary>
    public string? KeyId { get; init; }

    /// <summary>The data key.</summary>
    public required ReadOnlyMemory<byte> Plaintext { get; init; }

    /// <summary>The data key, encrypted.</summary>
    public required ReadOnlyMemory<byte> CiphertextBlob { get; init; }

    /// <summary>The master key alone.</summary>
    public override string ToString() => $"{nameof(GenerateDataKeyResponse)} {{ {nameof(KeyId)} = {KeyId} }}";
}

/// <summary>The Encrypt of KMS. Its text does not show what is encrypted.</summary>
public sealed record EncryptRequest
{
    /// <summary>The id, ARN or alias (<c>alias/...</c>) of the master key.</summary>
    public required string KeyId { get; init; }

    /// <summary>What is to be encrypted: 1 to 4,096 bytes.</summary>
    public required ReadOnlyMemory<byte> Plaintext { get; init; }

    /// <summary>The region of the master key; by default the port's.</summary>
    public string? Region { get; init; }

    /// <summary>What is authenticated with it but not encrypted; the same must be given to decrypt it. By default nothing.</summary>
    public IReadOnlyDictionary<string, string>? EncryptionContext { get; init; }

    /// <summary>The master key alone.</summary>
    public override string ToString() => $"{nameof(EncryptRequest)} {{ {nameof(KeyId)} = {KeyId} }}";
}

/// <summary>The answer to Encrypt.</summary>
public sealed record EncryptResponse
{
    /// <summary>The ARN of the master key.</summary>
    public string? KeyId { get; init; }

    /// <summary>What was encrypted.</summary>
    public required ReadOnlyMemory<byte> CiphertextBlob { get; init; }
}

/// <summary>The Decrypt of KMS.</summary>
public sealed record DecryptRequest
{
    /// <summary>What is to be decrypted; it knows its master key.</summary>
    public required ReadOnlyMemory<byte> CiphertextBlob { get; init; }

    /// <summary>The master key that it must be encrypted under; by default any.</summary>
    public string? KeyId { get; init; }

    /// <summary>The region of the master key; by default the port's.</summary>
    public string? Region { get; init; }

    /// <summary>What is authenticated with it but not encrypted; the same must be given to decrypt it. By default nothing.</summary>
    public IReadOnlyDictionary<string, string>? EncryptionContext { get; init; }
}

/// <summary>The answer to Decrypt. Its text does not show what was decrypted.</summary>
public sealed record DecryptResponse
{
    /// <summary>The ARN of the master key.</summary>
    public string? KeyId { get; init; }

    /// <summary>What was decrypted.</summary>
    public required ReadOnlyMemory<byte> Plaintext { get; init; }

    /// <summary>The master key alone.</summary>
    public override string ToString() => $"{nameof(DecryptResponse)} {{ {nameof(KeyId)} = {KeyId} }}";
}
