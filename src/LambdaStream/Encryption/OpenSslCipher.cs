using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace LambdaStream.Encryption;

/// <summary>AES-256-CBC under a passphrase, in OpenSSL's salted form: <c>Salted__</c>, eight bytes of salt, the cipher text.</summary>
/// <remarks>As CryptoJS writes and reads it, hence the Node library: key and vector are EVP_BytesToKey with MD5 and one round.</remarks>
internal static class OpenSslCipher
{
    public const int SaltSize = 8;

    private const int BlockSize = 16;
    private const int KeySize = 32;

    private static ReadOnlySpan<byte> Magic => "Salted__"u8;

    public static byte[] Encrypt(ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> text, ReadOnlySpan<byte> salt)
    {
        Span<byte> derived = stackalloc byte[KeySize + BlockSize];
        Derive(passphrase, salt, derived);
        using var aes = Aes.Create();
        aes.SetKey(derived[..KeySize]);
        var start = Magic.Length + SaltSize;
        var salted = new byte[start + aes.GetCiphertextLengthCbc(text.Length)];
        Magic.CopyTo(salted);
        salt.CopyTo(salted.AsSpan(Magic.Length));
        aes.EncryptCbc(text, derived[KeySize..], salted.AsSpan(start));
        CryptographicOperations.ZeroMemory(derived);
        return salted;
    }

    public static bool IsSalted(ReadOnlySpan<byte> salted) => salted.StartsWith(Magic);

    /// <summary>Decrypts; null where the passphrase is another one, as far as that can be told.</summary>
    public static byte[]? Decrypt(ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> salted)
    {
        var start = Magic.Length + SaltSize;
        var length = salted.Length - start;
        if (!IsSalted(salted) || length <= 0 || length % BlockSize != 0)
            return null;
        Span<byte> derived = stackalloc byte[KeySize + BlockSize];
        Derive(passphrase, salted.Slice(Magic.Length, SaltSize), derived);
        using var aes = Aes.Create();
        aes.SetKey(derived[..KeySize]);
        // The padding is looked at below: that it is wrong is no exception but an answer.
        var padded = aes.DecryptCbc(salted[start..], derived[KeySize..], PaddingMode.None);
        CryptographicOperations.ZeroMemory(derived);
        var padding = padded[^1];
        var isPadded =
            padding is >= 1 and <= BlockSize && !padded.AsSpan(padded.Length - padding).ContainsAnyExcept(padding);
        var text = isPadded ? padded[..^padding] : null;
        CryptographicOperations.ZeroMemory(padded);
        return text;
    }

    [SuppressMessage("Security", "CA5351", Justification = "The format asks for MD5. AesGcm is the format without it.")]
    private static void Derive(ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> salt, Span<byte> derived)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        for (var i = 0; i < derived.Length; i += BlockSize)
        {
            if (i > 0)
                md5.AppendData(derived.Slice(i - BlockSize, BlockSize));
            md5.AppendData(passphrase);
            md5.AppendData(salt);
            md5.GetHashAndReset(derived.Slice(i, BlockSize));
        }
    }
}
