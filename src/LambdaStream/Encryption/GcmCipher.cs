using System.Security.Cryptography;

namespace LambdaStream.Encryption;

/// <summary>AES-256-GCM: a random nonce of twelve bytes, the cipher text, a tag of sixteen bytes.</summary>
/// <remarks>The tag is also of the field's name, so that a value cannot be put into another field.</remarks>
internal static class GcmCipher
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text, ReadOnlySpan<byte> field)
    {
        var sealedText = new byte[NonceSize + text.Length + TagSize];
        var (nonce, cipherText, tag) = Parts(sealedText);
        RandomNumberGenerator.Fill(sealedText.AsSpan(nonce));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(sealedText.AsSpan(nonce), text, sealedText.AsSpan(cipherText), sealedText.AsSpan(tag), field);
        return sealedText;
    }

    /// <summary>Decrypts; null where the value is not authentic.</summary>
    public static byte[]? Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedText, ReadOnlySpan<byte> field)
    {
        if (sealedText.Length < NonceSize + TagSize)
            return null;
        var (nonce, cipherText, tag) = Parts(sealedText);
        var text = new byte[sealedText.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(sealedText[nonce], sealedText[cipherText], sealedText[tag], text, field);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        return text;
    }

    private static (Range Nonce, Range CipherText, Range Tag) Parts(ReadOnlySpan<byte> sealedText) =>
        (..NonceSize, NonceSize..(sealedText.Length - TagSize), (sealedText.Length - TagSize)..);
}
