using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace LambdaStream.Encryption;

/// <summary>Encrypts and decrypts the values of fields under a data key. No error of it shows a value.</summary>
internal static class FieldCipher
{
    public static Json Encrypt(DataKey key, EncryptionFormat format, string name, Json value)
    {
        var plain = PlainText.Of(value);
        try
        {
            key.CountValue();
            return Convert.ToBase64String(
                format switch
                {
                    EncryptionFormat.AesCbc => OpenSslCipher.Encrypt(
                        key.Passphrase,
                        plain.WrittenSpan,
                        RandomNumberGenerator.GetBytes(OpenSslCipher.SaltSize)
                    ),
                    EncryptionFormat.AesCbcTextKey => OpenSslCipher.Encrypt(
                        key.TextPassphrase,
                        plain.WrittenSpan,
                        RandomNumberGenerator.GetBytes(OpenSslCipher.SaltSize)
                    ),
                    EncryptionFormat.AesGcm => GcmCipher.Encrypt(
                        key.Bytes,
                        plain.WrittenSpan,
                        Encoding.UTF8.GetBytes(name)
                    ),
                    _ => plain.WrittenSpan,
                }
            );
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsMemory(plain.WrittenMemory).Span);
        }
    }

    /// <param name="key">The data key.</param>
    /// <param name="format">What the metadata says: authenticated or not; and whether base64 alone may be read.</param>
    /// <param name="name">The name of the field.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="CryptographicException">The value cannot be decrypted.</exception>
    public static Json Decrypt(DataKey key, EncryptionFormat format, string name, Json value)
    {
        var bytes = BytesOf(value) ?? throw Unreadable(name, "is no text in base64");
        if (format is EncryptionFormat.AesGcm)
            return PlainText.Read(
                GcmCipher.Decrypt(key.Bytes, bytes, Encoding.UTF8.GetBytes(name))
                    ?? throw Unreadable(name, "is not authentic: it was changed, or belongs to another field or key")
            );
        if (OpenSslCipher.IsSalted(bytes))
            return Salted(key, bytes) ?? throw Unreadable(name, "was encrypted with another key, or changed");
        return format is EncryptionFormat.Base64
            ? PlainText.Read(bytes)
            : throw Unreadable(name, "does not have the form of an encrypted value");
    }

    // The data does not say which version of aws-kms-ee wrote it, so both passphrases are tried. A wrong one passes for a right
    // one, by its padding, in one of 256 cases, but then its text is none.
    private static Json? Salted(DataKey key, byte[] bytes)
    {
        var text = Text(OpenSslCipher.Decrypt(key.Passphrase, bytes));
        if (text is not null && IsJson(text))
            return PlainText.Read(text);
        var old = Text(OpenSslCipher.Decrypt(key.TextPassphrase, bytes));
        if (old is not null && (text is null || IsJson(old)))
            return PlainText.Read(old);
        return text is null ? default(Json?) : PlainText.Read(text);
    }

    private static byte[]? Text(byte[]? decrypted) =>
        decrypted is not null && Utf8.IsValid(decrypted) ? decrypted : null;

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = Json.MaxDepth });
        try
        {
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[]? BytesOf(Json value)
    {
        if (value.Kind is not JsonValueKind.String)
            return null;
        var text = value.GetString()!;
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static CryptographicException Unreadable(string name, string reason) =>
        new($"The field '{name}' cannot be decrypted: its value {reason}.");
}
