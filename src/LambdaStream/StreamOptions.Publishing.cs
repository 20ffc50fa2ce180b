using LambdaStream.Sinks;

namespace LambdaStream;

public sealed partial record StreamOptions
{
    /// <summary>How events and faults are published; by default to EventBridge. A rule can have its own.</summary>
    public Publisher Publish { get; init; } = Publisher.EventBridge;

    /// <summary>How faults are published, where that differs from events; by default in batches of <see cref="FaultsBatchSize"/>.</summary>
    public PublishOptions FaultOptions { get; init; } = new();

    /// <summary>How faults are published, with what <see cref="FaultOptions"/> leave open filled in.</summary>
    internal PublishOptions FaultPublishing =>
        FaultOptions with
        {
            BatchSize = FaultOptions.BatchSize ?? FaultsBatchSize,
            Parallel = FaultOptions.Parallel ?? FaultsParallel,
        };

    /// <summary>What is missing for publishing faults, which every function must be able to do.</summary>
    internal IEnumerable<string> Problems => Publish.Problems("They are", this, FaultOptions);
}
