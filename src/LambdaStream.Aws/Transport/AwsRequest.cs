namespace LambdaStream.Aws.Transport;

/// <summary>A request to a service before it is signed.</summary>
internal sealed record AwsRequest
{
    /// <summary>The operation, for messages.</summary>
    public required string Operation { get; init; }

    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>What goes in front of the endpoint's host, with its dot; by default nothing.</summary>
    public string HostPrefix { get; init; } = "";

    /// <summary>The path below the endpoint's, encoded as it is sent; by default none.</summary>
    public string Path { get; init; } = "";

    /// <summary>The query as it is sent, without its question mark; by default none.</summary>
    public string Query { get; init; } = "";

    /// <summary>The headers that are the service's own, with names in small letters.</summary>
    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>Whether it is sent again where that may help.</summary>
    public bool IsRetried { get; init; } = true;

    /// <summary>Whether a body may be large, so that the time-out is for each piece of it that goes or comes.</summary>
    public bool IsLarge { get; init; }

    /// <summary>Whether the answer's body is read by who asked, from <see cref="AwsAnswer.Stream"/>.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>Finds the error in an answer whose status is none; by default there is none.</summary>
    public Func<AwsAnswer, ServiceError?>? FindError { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }
}
