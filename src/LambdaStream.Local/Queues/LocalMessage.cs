using LambdaStream.Connectors;

namespace LambdaStream.Local;

/// <summary>A message that was received from a queue.</summary>
public sealed record LocalMessage
{
    /// <summary>Its id.</summary>
    public required string MessageId { get; init; }

    /// <summary>By which this receipt of it is deleted.</summary>
    public required string ReceiptHandle { get; init; }

    /// <summary>The body.</summary>
    public required string Body { get; init; }

    /// <summary>Its attributes.</summary>
    public required IReadOnlyDictionary<string, MessageAttributeValue> MessageAttributes { get; init; }

    /// <summary>What SQS says of it, as in <c>attributes</c> of a Lambda record.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }
}
