using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Kms;

/// <summary>The port to KMS over its JSON protocol.</summary>
internal sealed class AwsKms(AwsConnection connection) : IKms, IAwsPort
{
    public AwsConnection Connection { get; } = connection;

    private static readonly AwsService Service = new("KMS", "kms", "kms");

    private readonly Regional<JsonService> _service = new(
        connection,
        region =>
            new(
                new(region, Service, connection.Options.Kms),
                Service.Name,
                "application/x-amz-json-1.1",
                "TrentService"
            )
    );

    public async ValueTask<GenerateDataKeyResponse> GenerateDataKeyAsync(
        GenerateDataKeyRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await CallAsync(request.Region, "GenerateDataKey", request, Write, cancellationToken);
        return new()
        {
            KeyId = answer["KeyId"].GetString(),
            Plaintext = Bytes(answer, "Plaintext"),
            CiphertextBlob = Bytes(answer, "CiphertextBlob"),
        };
    }

    public async ValueTask<EncryptResponse> EncryptAsync(EncryptRequest request, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(request.Region, "Encrypt", request, Write, cancellationToken);
        return new() { KeyId = answer["KeyId"].GetString(), CiphertextBlob = Bytes(answer, "CiphertextBlob") };
    }

    public async ValueTask<DecryptResponse> DecryptAsync(DecryptRequest request, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(request.Region, "Decrypt", request, Write, cancellationToken);
        return new() { KeyId = answer["KeyId"].GetString(), Plaintext = Bytes(answer, "Plaintext") };
    }

    public ValueTask ConnectAsync(CancellationToken cancellationToken) =>
        _service.In(null).ConnectAsync(cancellationToken);

    private ValueTask<Json> CallAsync<TRequest>(
        string? region,
        string operation,
        TRequest request,
        Action<TRequest, IBufferWriter<byte>> write,
        CancellationToken cancellationToken
    ) => _service.In(region).CallAsync(operation, request, write, cancellationToken);

    private static void Write(GenerateDataKeyRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("KeyId"u8, request.KeyId);
        members.Add("KeySpec"u8, request.KeySpec);
        members.Add("EncryptionContext"u8, request.EncryptionContext);
        members.End();
    }

    private static void Write(EncryptRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("KeyId"u8, request.KeyId);
        members.Add("Plaintext"u8, request.Plaintext);
        members.Add("EncryptionContext"u8, request.EncryptionContext);
        members.End();
    }

    private static void Write(DecryptRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("CiphertextBlob"u8, request.CiphertextBlob);
        members.Add("KeyId"u8, request.KeyId);
        members.Add("EncryptionContext"u8, request.EncryptionContext);
        members.End();
    }

    private static byte[] Bytes(Json answer, string name) =>
        Convert.FromBase64String(
            answer[name].GetString()
                ?? throw new ServiceException("InvalidResponse", $"KMS has answered without {name}.")
        );
}
