using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LambdaStream.Encryption;

/// <summary>The key that data is encrypted with. Once it is retired and nobody uses it any more its bytes are overwritten.</summary>
internal sealed class DataKey
{
    // A nonce of GCM is 96 random bits: up to here two equal ones under one key are out of the question (NIST SP 800-38D
    // asks for fewer than 2^32 uses).
    private const long MaxValues = 1L << 30;

    private readonly Lock _lock = new();
    private readonly byte[] _bytes;
    private readonly byte[] _listed;
    private readonly byte[] _decoded;
    private long _values;
    private int _users;
    private bool _isRetired;

    public DataKey(ReadOnlyMemory<byte> plaintext, IReadOnlyList<(string Region, string DataKey)> encrypted)
    {
        _bytes = plaintext.ToArray();
        _listed = Listed(_bytes);
        _decoded = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(_bytes));
        Encrypted = encrypted;
    }

    /// <summary>The key, encrypted for each region, as metadata has it.</summary>
    public IReadOnlyList<(string Region, string DataKey)> Encrypted { get; }

    /// <summary>Whether a region is missing that should have it, so that another key should soon take its place.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Whether it has encrypted as many values as it may.</summary>
    public bool IsWornOut => Interlocked.Read(ref _values) >= MaxValues;

    /// <summary>The key itself, for GCM.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The passphrase of Node services with aws-kms-ee 1.0.0: the bytes in decimal, separated by commas.</summary>
    public ReadOnlySpan<byte> Passphrase => _listed;

    /// <summary>The passphrase of Node services with aws-kms-ee 1.0.3 or one below 1.0: the bytes read as UTF-8, whatever that loses.</summary>
    public ReadOnlySpan<byte> TextPassphrase => _decoded;

    /// <summary>Says that a value is encrypted with it.</summary>
    public void CountValue() => Interlocked.Increment(ref _values);

    /// <summary>Keeps the bytes until <see cref="Leave"/>; false where they are gone already.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_isRetired)
                return false;
            _users++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_users == 0 && _isRetired)
                Clear();
        }
    }

    /// <summary>Says that nobody will be given the key any more.</summary>
    public void Retire()
    {
        lock (_lock)
        {
            _isRetired = true;
            if (_users == 0)
                Clear();
        }
    }

    private void Clear()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        CryptographicOperations.ZeroMemory(_listed);
        CryptographicOperations.ZeroMemory(_decoded);
    }

    private static byte[] Listed(byte[] bytes)
    {
        // Not by way of a string, which nobody could overwrite.
        Span<byte> text = stackalloc byte[bytes.Length * 4];
        var length = 0;
        foreach (var value in bytes)
        {
            if (length > 0)
                text[length++] = (byte)',';
            value.TryFormat(text[length..], out var digits, default, CultureInfo.InvariantCulture);
            length += digits;
        }
        var listed = text[..length].ToArray();
        CryptographicOperations.ZeroMemory(text);
        return listed;
    }
}
