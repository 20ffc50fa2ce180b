using System.Security.Cryptography;
using System.Text;

namespace LambdaStream;

/// <summary>Ids that are the same for the same name: UUIDs of version 5 of RFC 9562.</summary>
internal static class NameBasedUuid
{
    // The name space of the ids: any fixed UUID serves, this one is ours for good.
    private static readonly Guid NameSpace = new("5f1c3f64-7a0e-4a55-9d0b-6a2b8c8f4e11");

    public static string Of(string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The version 5 of UUIDs is defined with SHA-1; nothing secret is involved.
        SHA1.HashData([.. NameSpace.ToByteArray(bigEndian: true), .. text], hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
