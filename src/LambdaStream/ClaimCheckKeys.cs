using System.Security.Cryptography;

namespace LambdaStream;

/// <summary>The keys under which an invocation has stored events: two events that differ do not get the same one.</summary>
internal sealed class ClaimCheckKeys
{
    private const int SuffixLength = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _contents = new(StringComparer.Ordinal);

    /// <summary>The key, or, where another event has it that several rules have made of one record, one with a suffix made of the content.</summary>
    public string Take(string key, ReadOnlySpan<byte> content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        lock (_lock)
            return _contents.TryAdd(key, hash) || _contents[key] == hash ? key : $"{key}-{hash[..SuffixLength]}";
    }
}
