namespace LambdaStream;

/// <summary>One of the records that the Kinesis Producer Library has put into a record of the stream.</summary>
public sealed record KinesisUserRecord
{
    /// <summary>Its own partition key.</summary>
    public required string PartitionKey { get; init; }

    /// <summary>The hash key that the producer has asked for; null where it left that to the partition key.</summary>
    public string? ExplicitHashKey { get; init; }

    /// <summary>Its place in the record of the stream, counted from 0. Together with the sequence number it names the record.</summary>
    public required long SubSequenceNumber { get; init; }

    internal Json ToJson() =>
        Json.ObjectOf(
            ("PartitionKey", PartitionKey),
            ("ExplicitHashKey", ExplicitHashKey),
            ("SubSequenceNumber", SubSequenceNumber)
        );
}
