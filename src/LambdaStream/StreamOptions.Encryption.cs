using LambdaStream.Encryption;

namespace LambdaStream;

public sealed partial record StreamOptions
{
    /// <summary>The master key that data keys are made under, as <c>alias/name</c>. MASTER_KEY_ALIAS.</summary>
    public string? MasterKeyAlias { get; init; }

    /// <summary>
    /// The regions in which what is encrypted can be decrypted, each by a master key of its own under the same alias; one's own
    /// region is always among them. KMS_REGIONS, separated by commas.
    /// </summary>
    public IReadOnlyList<string> KmsRegions { get; init; } = [];

    /// <summary>
    /// How encrypted values are written; by default as the Node library with aws-kms-ee 1.0.0 does. ENCRYPTION_FORMAT is
    /// <c>AES-256-CBC</c>, <c>AES-256-CBC-TEXT-KEY</c> or <c>AES-256-GCM</c>; with AES <c>false</c> nothing is encrypted, for tests.
    /// </summary>
    public EncryptionFormat EncryptionFormat { get; init; }

    /// <summary>
    /// How long a data key is used before KMS is asked again; null, the default, is as long as the function lives.
    /// DATA_KEY_MAX_AGE, in ms.
    /// </summary>
    public TimeSpan? DataKeyMaxAge { get; init; }

    /// <summary>Events being encrypted or decrypted at the same time; by default 8. ENCRYPTION_PARALLEL, else PARALLEL.</summary>
    public int EncryptionParallel { get; init; } = 8;

    /// <summary>The member that holds the encryption metadata of an event or item; by default <c>eem</c>.</summary>
    public string EncryptionMetadataName { get; init; } = "eem";

    /// <summary>Whether queried items that carry encryption metadata are decrypted; by default they are.</summary>
    public bool DecryptQueried { get; init; } = true;

    /// <summary>
    /// Is told of each region in which a data key could be neither encrypted nor decrypted, while others may do; by default
    /// nobody is. It must not fail.
    /// </summary>
    public Action<string, Exception>? OnKmsRegionFailed { get; init; }
}
