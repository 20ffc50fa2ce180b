using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.SecretsManager;

/// <summary>The port to Secrets Manager over its JSON protocol.</summary>
internal sealed class AwsSecretsManager(AwsConnection connection) : ISecretsManager, IAwsPort
{
    public AwsConnection Connection { get; } = connection;

    private static readonly AwsService Service = new("Secrets Manager", "secretsmanager", "secretsmanager");

    private readonly Lazy<JsonService> _service = new(() =>
        new(
            new(connection, Service, connection.Options.SecretsManager),
            Service.Name,
            "application/x-amz-json-1.1",
            "secretsmanager"
        )
    );

    public async ValueTask<GetSecretValueResponse> GetSecretValueAsync(
        GetSecretValueRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _service.Value.CallAsync("GetSecretValue", request, Write, cancellationToken);
        return new()
        {
            Name = answer["Name"].GetString(),
            VersionId = answer["VersionId"].GetString(),
            SecretString = answer["SecretString"].GetString(),
            SecretBinary = answer["SecretBinary"].GetString() is { } base64
                ? Convert.FromBase64String(base64)
                : default(ReadOnlyMemory<byte>?),
        };
    }

    public ValueTask ConnectAsync(CancellationToken cancellationToken) =>
        _service.Value.ConnectAsync(cancellationToken);

    private static void Write(GetSecretValueRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("SecretId"u8, request.SecretId);
        members.Add("VersionId"u8, request.VersionId);
        members.Add("VersionStage"u8, request.VersionStage);
        members.End();
    }
}
