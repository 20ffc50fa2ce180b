using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.NodeCompat.Tests;

/// <summary>The KMS of <c>wire.cjs</c>, whose master key turns data keys around.</summary>
internal static class NodeKms
{
    public static readonly byte[] DataKey = Convert.FromHexString(
        "dd94793bbbd7d5d969398ba233be1f5f47fffc60e1d9e90b67945e24830032f1"
    );

    public static RecordingKms Create() =>
        new()
        {
            OnGenerateDataKey = (request, _) =>
                new(
                    new GenerateDataKeyResponse
                    {
                        KeyId = request.KeyId,
                        Plaintext = DataKey,
                        CiphertextBlob = Turned(DataKey),
                    }
                ),
            OnDecrypt = (request, _) =>
                new(new DecryptResponse { Plaintext = Turned(request.CiphertextBlob.ToArray()) }),
        };

    private static byte[] Turned(byte[] bytes) => [.. bytes.Reverse()];
}
