namespace LambdaStream;

/// <summary>A span of time of a shard, whose records Lambda hands over in several invocations with one state.</summary>
public sealed record TumblingWindow
{
    /// <summary>When it starts.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ends, which is when the next one starts.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>The shard; each has windows of its own. Null where the payload does not say.</summary>
    public string? ShardId { get; init; }

    /// <summary>The stream, or the table's change stream. Null where the payload does not say.</summary>
    public string? EventSourceArn { get; init; }

    /// <summary>Whether this is the window's last invocation.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Whether Lambda has ended the window before its time, because its state had become too large.</summary>
    public bool IsTerminatedEarly { get; init; }
}
