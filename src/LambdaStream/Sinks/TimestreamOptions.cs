using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>How <see cref="Steps.WriteToTimestream"/> works. What is null comes from the function's options.</summary>
public sealed record TimestreamOptions
{
    internal static TimestreamOptions Default { get; } = new();

    /// <summary>The slot of the request; by default <see cref="Slots.WriteRequest"/>.</summary>
    public Slot<WriteRecordsRequest> Request { get; init; } = Slots.WriteRequest;

    /// <summary>The slot of the answer; by default <see cref="Slots.WriteResponse"/>.</summary>
    public Slot<WriteRecordsResponse> Response { get; init; } = Slots.WriteResponse;

    /// <summary>A Timestream of one's own.</summary>
    public ITimestreamWrite? TimestreamWrite { get; init; }

    /// <summary>Requests in flight; by default <see cref="StreamOptions.TimestreamParallel"/>.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default the output.</summary>
    public Order Order { get; init; }

    /// <summary>The most requests in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }
}
