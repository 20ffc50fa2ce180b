namespace LambdaStream.Local;

/// <summary>Ids that look random and are the same for the same seed.</summary>
internal sealed class IdSource(int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_lock)
            _random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
