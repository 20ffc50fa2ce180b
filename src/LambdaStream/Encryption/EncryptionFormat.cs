namespace LambdaStream.Encryption;

/// <summary>How the value of an encrypted field is written. Whoever reads recognises it, apart from <see cref="Base64"/>.</summary>
public enum EncryptionFormat
{
    /// <summary>
    /// The Node library's: AES-256 in CBC mode, with key and vector derived by MD5 as OpenSSL does. The default. Nobody
    /// notices where somebody has changed such a value; but it is the only form that Node services can read.
    /// </summary>
    AesCbc,

    /// <summary>AES-256 in GCM mode: a value that was changed, or put into another field, is not decrypted. Node services cannot read it.</summary>
    AesGcm,

    /// <summary>No encryption at all, but base64 of JSON, so that tests can read it. It is read only where it is set.</summary>
    Base64,
}
