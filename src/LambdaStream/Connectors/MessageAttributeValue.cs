namespace LambdaStream.Connectors;

/// <summary>An attribute of a message of SQS or SNS.</summary>
public sealed record MessageAttributeValue
{
    /// <summary>String, Number or Binary, optionally with a type of one's own behind a dot.</summary>
    public required string DataType { get; init; }

    /// <summary>The value of a String or Number.</summary>
    public string? StringValue { get; init; }

    /// <summary>The value of a Binary.</summary>
    public ReadOnlyMemory<byte>? BinaryValue { get; init; }
}

/// <summary>Why one message of a batch failed, as SQS and SNS say it.</summary>
public sealed record BatchResultErrorEntry
{
    /// <summary>The id of the entry.</summary>
    public required string Id { get; init; }

    /// <summary>The error code.</summary>
    public required string Code { get; init; }

    /// <summary>What the service says to it.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the message itself is wrong, so that sending it again is of no use.</summary>
    public bool SenderFault { get; init; }
}
