using System.Security.Cryptography;
using System.Text;

namespace LambdaStream.Aws.Signing;

/// <summary>The key of one day, region, service and secret. Deriving it takes four hashes.</summary>
internal sealed class SigningKey
{
    private readonly string _secret;
    private readonly byte[] _key;

    public SigningKey(string secret, string date, string region, string service)
    {
        _secret = secret;
        Date = date;
        var key = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secret), Encoding.UTF8.GetBytes(date));
        foreach (var part in (ReadOnlySpan<string>)[region, service, "aws4_request"])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        _key = key;
    }

    public string Date { get; }

    public bool IsFor(string secret, ReadOnlySpan<char> date) =>
        date.SequenceEqual(Date) && string.Equals(secret, _secret, StringComparison.Ordinal);

    public void Sign(ReadOnlySpan<byte> text, Span<byte> signature) => HMACSHA256.HashData(_key, text, signature);
}
