namespace LambdaStream.Runtime;

/// <summary>One invocation as Lambda hands it over.</summary>
/// <param name="RequestId">Lambda's id of the call.</param>
/// <param name="Deadline">When Lambda ends the call; null where it does not say.</param>
/// <param name="TraceId">The X-Ray trace header, where there is one.</param>
/// <param name="Payload">The payload. It belongs to the call alone.</param>
internal sealed record Delivery(string RequestId, DateTimeOffset? Deadline, string? TraceId, byte[] Payload)
{
    public TimeSpan RemainingAt(DateTimeOffset now) =>
        Deadline is not { } deadline ? Timeout.InfiniteTimeSpan
        : deadline > now ? deadline - now
        : TimeSpan.Zero;
}
