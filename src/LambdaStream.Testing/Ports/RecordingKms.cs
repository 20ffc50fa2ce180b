using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>A KMS that keeps what it is asked, and answers as a test says; by default its data key is 32 zeros, and encrypting changes nothing.</summary>
public sealed class RecordingKms : IKms
{
    private readonly RequestLog _log = new();

    /// <summary>Answers a request for a data key, or raises an error; it may wait.</summary>
    public Func<
        GenerateDataKeyRequest,
        CancellationToken,
        ValueTask<GenerateDataKeyResponse>
    > OnGenerateDataKey { get; set; } =
        (request, _) =>
            new(
                new GenerateDataKeyResponse
                {
                    KeyId = request.KeyId,
                    Plaintext = new byte[32],
                    CiphertextBlob = new byte[32],
                }
            );

    /// <summary>Answers an encryption, or raises an error; it may wait.</summary>
    public Func<EncryptRequest, CancellationToken, ValueTask<EncryptResponse>> OnEncrypt { get; set; } =
        (request, _) => new(new EncryptResponse { KeyId = request.KeyId, CiphertextBlob = request.Plaintext });

    /// <summary>Answers a decryption, or raises an error; it may wait.</summary>
    public Func<DecryptRequest, CancellationToken, ValueTask<DecryptResponse>> OnDecrypt { get; set; } =
        (request, _) => new(new DecryptResponse { KeyId = request.KeyId, Plaintext = request.CiphertextBlob });

    /// <summary>The requests, in the order in which they came.</summary>
    public IReadOnlyList<object> Requests => _log.All<object>();

    /// <summary>A KMS that fails at everything.</summary>
    public static RecordingKms Failing(Exception error) =>
        new()
        {
            OnGenerateDataKey = (_, _) => throw error,
            OnEncrypt = (_, _) => throw error,
            OnDecrypt = (_, _) => throw error,
        };

    /// <inheritdoc/>
    public ValueTask<GenerateDataKeyResponse> GenerateDataKeyAsync(
        GenerateDataKeyRequest request,
        CancellationToken cancellationToken
    ) => OnGenerateDataKey(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<EncryptResponse> EncryptAsync(EncryptRequest request, CancellationToken cancellationToken) =>
        OnEncrypt(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<DecryptResponse> DecryptAsync(DecryptRequest request, CancellationToken cancellationToken) =>
        OnDecrypt(_log.Add(request), cancellationToken);
}
