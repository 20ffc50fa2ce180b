namespace LambdaStream.Aws.Transport;

/// <summary>A request to a service before it is signed.</summary>
internal sealed record AwsRequest
{
    /// <summary>The operation, for messages.</summary>
    public required string Operation { get; init; }

    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>The headers that are the service's own, with names in small letters.</summary>
    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>Whether it is sent again where that may help.</summary>
    public bool IsRetried { get; init; } = true;

    public ReadOnlyMemory<byte> Body { get; init; }
}
