using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>KMS on the scripted services.</summary>
internal sealed class KmsPort(ScriptedServices services) : IKms
{
    private readonly ScriptedClient _client = new(services, "kms");

    public async ValueTask<GenerateDataKeyResponse> GenerateDataKeyAsync(
        GenerateDataKeyRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync(
            "GenerateDataKey",
            ApiJson.Input(
                ("KeyId", request.KeyId),
                ("KeySpec", request.KeySpec),
                ("EncryptionContext", ApiJson.From(request.EncryptionContext))
            ),
            request.Region
        );
        return new()
        {
            KeyId = ApiJson.ToText(answer?["KeyId"]),
            Plaintext = Bytes(answer, "Plaintext"),
            CiphertextBlob = Bytes(answer, "CiphertextBlob"),
        };
    }

    public async ValueTask<EncryptResponse> EncryptAsync(EncryptRequest request, CancellationToken cancellationToken)
    {
        var answer = await _client.SendAsync(
            "Encrypt",
            ApiJson.Input(
                ("KeyId", request.KeyId),
                ("Plaintext", Convert.ToBase64String(request.Plaintext.Span)),
                ("EncryptionContext", ApiJson.From(request.EncryptionContext))
            ),
            request.Region
        );
        return new() { KeyId = request.KeyId, CiphertextBlob = Bytes(answer, "CiphertextBlob") };
    }

    public async ValueTask<DecryptResponse> DecryptAsync(DecryptRequest request, CancellationToken cancellationToken)
    {
        var answer = await _client.SendAsync(
            "Decrypt",
            ApiJson.Input(
                ("CiphertextBlob", Convert.ToBase64String(request.CiphertextBlob.Span)),
                ("KeyId", request.KeyId),
                ("EncryptionContext", ApiJson.From(request.EncryptionContext))
            ),
            request.Region
        );
        return new() { KeyId = ApiJson.ToText(answer?["KeyId"]), Plaintext = Bytes(answer, "Plaintext") };
    }

    private static byte[] Bytes(JsonNode? answer, string name) =>
        Convert.FromBase64String(ApiJson.ToText(answer?[name]) ?? "");
}
