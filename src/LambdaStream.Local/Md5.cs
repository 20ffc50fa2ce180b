using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace LambdaStream.Local;

internal static class Md5
{
    /// <summary>The MD5 of bytes as a number, the way Kinesis spreads partition keys.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "Kinesis prescribes MD5; nothing is secured by it.")]
    public static UInt128 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>The MD5 of bytes in hexadecimal digits, the way SQS tells of a body.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "SQS prescribes MD5; nothing is secured by it.")]
    public static string HexOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
}
