using System.Text;

namespace LambdaStream.Local.Buckets;

/// <summary>An object as a bucket holds it.</summary>
internal sealed record StoredObject
{
    public required string Key { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    public required string ETag { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public string? StorageClass { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Compares keys as S3 sorts them: by their bytes in UTF-8.</summary>
    public static Comparer<string> Order { get; } =
        Comparer<string>.Create(
            static (left, right) =>
                Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right))
        );
}
