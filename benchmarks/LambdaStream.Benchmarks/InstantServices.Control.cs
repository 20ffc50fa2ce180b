using LambdaStream.Connectors;

namespace LambdaStream.Benchmarks;

/// <content>Lambda, Secrets Manager and KMS.</content>
internal sealed partial class InstantServices : ILambda, ISecretsManager, IKms
{
    private static readonly InvokeResponse Invoked = new() { StatusCode = 200 };
    private static readonly EventSourceMappingConfiguration Mapping = new() { UUID = "mapping", State = "Enabled" };
    private static readonly ListEventSourceMappingsResponse Mappings = new() { EventSourceMappings = [Mapping] };
    private static readonly GetSecretValueResponse Secret = new() { SecretString = "e30=" };
    private static readonly byte[] Key = new byte[32];

    public ValueTask<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken) =>
        Answer(Invoked);

    public ValueTask<EventSourceMappingConfiguration> CreateEventSourceMappingAsync(
        CreateEventSourceMappingRequest request,
        CancellationToken cancellationToken
    ) => Answer(Mapping);

    public ValueTask<EventSourceMappingConfiguration> UpdateEventSourceMappingAsync(
        UpdateEventSourceMappingRequest request,
        CancellationToken cancellationToken
    ) => Answer(Mapping);

    public ValueTask<EventSourceMappingConfiguration> DeleteEventSourceMappingAsync(
        DeleteEventSourceMappingRequest request,
        CancellationToken cancellationToken
    ) => Answer(Mapping);

    public ValueTask<ListEventSourceMappingsResponse> ListEventSourceMappingsAsync(
        ListEventSourceMappingsRequest request,
        CancellationToken cancellationToken
    ) => Answer(Mappings);

    public ValueTask<GetSecretValueResponse> GetSecretValueAsync(
        GetSecretValueRequest request,
        CancellationToken cancellationToken
    ) => Answer(Secret);

    public ValueTask<GenerateDataKeyResponse> GenerateDataKeyAsync(
        GenerateDataKeyRequest request,
        CancellationToken cancellationToken
    ) => Answer(new GenerateDataKeyResponse { Plaintext = Key, CiphertextBlob = Key });

    public ValueTask<EncryptResponse> EncryptAsync(EncryptRequest request, CancellationToken cancellationToken) =>
        Answer(new EncryptResponse { CiphertextBlob = request.Plaintext });

    public ValueTask<DecryptResponse> DecryptAsync(DecryptRequest request, CancellationToken cancellationToken) =>
        Answer(new DecryptResponse { Plaintext = request.CiphertextBlob });
}
