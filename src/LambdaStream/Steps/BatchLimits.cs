namespace LambdaStream;

/// <summary>How much a target takes at once.</summary>
/// <param name="Count">The most entries of a batch.</param>
/// <param name="Bytes">The most bytes of a batch.</param>
public sealed record BatchLimits(int Count, long Bytes)
{
    /// <summary>The most bytes of an entry; by default as many as of a batch.</summary>
    public long EntryBytes { get; init; } = Bytes;

    /// <summary>What the bytes are called where an entry is too large; by default "Request size".</summary>
    public string Measure { get; init; } = "Request size";
}

/// <summary>An entry is larger than its target takes.</summary>
public sealed class EntryTooLargeException(long bytes, long max, string measure)
    : Exception($"{measure}: {bytes}, exceeded max: {max}")
{
    /// <summary>The bytes of the entry.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>The most bytes that the target takes.</summary>
    public long Max { get; } = max;
}
