namespace LambdaStream.Aws.Signing;

/// <summary>What of a request is signed.</summary>
internal readonly ref struct SigningRequest
{
    public required string Method { get; init; }

    /// <summary>The path as it is sent.</summary>
    public required string Path { get; init; }

    /// <summary>The query as it is sent, without its question mark.</summary>
    public required string Query { get; init; }

    /// <summary>The headers, Host and X-Amz-Date included, in the form of <see cref="SignedHeaders"/>.</summary>
    public required ReadOnlySpan<(string Name, string Value)> Headers { get; init; }

    public required ReadOnlySpan<byte> Body { get; init; }

    /// <summary>Whether the path is signed as it is, as S3 wants it.</summary>
    public bool KeepsPath { get; init; }
}
