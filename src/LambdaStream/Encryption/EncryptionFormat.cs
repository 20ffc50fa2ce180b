namespace LambdaStream.Encryption;

/// <summary>How the value of an encrypted field is written. Whoever reads recognises it, apart from <see cref="Base64"/>.</summary>
public enum EncryptionFormat
{
    /// <summary>
    /// The Node library's, with its companion aws-kms-ee 1.0.0: AES-256 in CBC mode, with key and vector derived by MD5 as
    /// OpenSSL does, and the data key's bytes in decimal for a passphrase. The default. Nobody notices where somebody has changed
    /// such a value.
    /// </summary>
    AesCbc,

    /// <summary>AES-256 in GCM mode: a value that was changed, or put into another field, is not decrypted. Node services cannot read it.</summary>
    AesGcm,

    /// <summary>No encryption at all, but base64 of JSON, so that tests can read it. It is read only where it is set.</summary>
    Base64,

    /// <summary>
    /// As <see cref="AesCbc"/>, but with the data key read as text for a passphrase: what Node services read and write that have
    /// aws-kms-ee 1.0.3 or one below 1.0.
    /// </summary>
    AesCbcTextKey,
}
