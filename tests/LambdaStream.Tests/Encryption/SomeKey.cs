using LambdaStream.Connectors;
using LambdaStream.Encryption;
using LambdaStream.Testing;

namespace LambdaStream.Tests.Encryption;

/// <summary>The data key of the Node library's test data, and a KMS that gives it.</summary>
internal static class SomeKey
{
    public const string Alias = "alias/thing";

    public static readonly byte[] Bytes = Convert.FromHexString(
        "dd94793bbbd7d5d969398ba233be1f5f47fffc60e1d9e90b67945e24830032f1"
    );

    /// <summary>The key, encrypted: what KMS gives and takes.</summary>
    public static readonly byte[] Blob = "blob"u8.ToArray();

    public static Json Metadata(params string[] fields) =>
        Json.ObjectOf(
            ("dataKeys", Json.ObjectOf(("us-west-2", Convert.ToBase64String(Blob)))),
            ("masterKeyAlias", Alias),
            ("fields", Json.ArrayOf([.. fields.Select(field => (Json)field)]))
        );

    public static RecordingKms Kms() =>
        new()
        {
            OnGenerateDataKey = (_, _) => new(new GenerateDataKeyResponse { Plaintext = Bytes, CiphertextBlob = Blob }),
            OnEncrypt = (_, _) => new(new EncryptResponse { CiphertextBlob = "other"u8.ToArray() }),
            OnDecrypt = (_, _) => new(new DecryptResponse { Plaintext = Bytes }),
        };

    public static StreamOptions Options(RecordingKms? kms = null, EncryptionFormat format = default) =>
        new()
        {
            Kms = kms ?? Kms(),
            Region = "us-west-2",
            MasterKeyAlias = Alias,
            EncryptionFormat = format,
        };

    /// <summary>A value as it stands encrypted, in today's form of the Node library.</summary>
    public static Json Encrypted(string name, Json value) =>
        FieldCipher.Encrypt(new DataKey(Bytes, []), EncryptionFormat.AesCbc, name, value);
}
