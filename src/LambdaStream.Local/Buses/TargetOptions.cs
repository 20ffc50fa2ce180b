namespace LambdaStream.Local;

/// <summary>What a rule gives to its target, and how often it tries.</summary>
public sealed record TargetOptions
{
    /// <summary>The part of the envelope that goes to the target, such as <c>$.detail</c>; by default all of it.</summary>
    public string InputPath { get; init; } = "$";

    /// <summary>Of a stream, where in the envelope its partition key is; by default the event's id is the key.</summary>
    public string? PartitionKeyPath { get; init; }

    /// <summary>
    /// How many times an event is delivered again before it goes to <see cref="LocalRule.Undelivered"/>; by default two, as
    /// with Lambda's asynchronous invocations.
    /// </summary>
    public int MaximumRetryAttempts { get; init; } = 2;

    /// <summary>What an event hub's rule has: the event itself goes to the stream, under its own partition key.</summary>
    public static TargetOptions EventHub { get; } =
        new() { InputPath = "$.detail", PartitionKeyPath = "$.detail.partitionKey" };
}
