using LambdaStream.Local;

namespace LambdaStream.Simulator.Sources;

/// <summary>What a stream's and a topic's sources have in common: a mapping that gives up some day.</summary>
internal abstract class ShardedSource(string text, EventSourceMappingOptions options)
    : CaseSource($"{text}, {TextOf(options)}", options.ReportBatchItemFailures)
{
    private EventSourceMapping? _mapping;

    protected EventSourceMappingOptions Options => options;

    public override IEnumerable<string> GivenUp =>
        _mapping!.OnFailure.SelectMany(batch => batch.Records).Select(IdentityOf);

    public override void Connect(LocalFunction function) => _mapping = Map(function);

    protected abstract EventSourceMapping Map(LocalFunction function);

    public static EventSourceMappingOptions RandomOptions(Random random) =>
        new()
        {
            BatchSize = random.Next(1, 13),
            MaximumBatchingWindowInSeconds = random.Next(3) == 0 ? random.Next(1, 30) : 0,
            ReportBatchItemFailures = random.Next(4) > 0,
            BisectBatchOnFunctionError = random.Next(3) == 0,
            MaximumRetryAttempts = random.Next(6),
            MaximumRecordAgeInSeconds = random.Next(5) == 0 ? random.Next(60, 300) : null,
        };

    private static string TextOf(EventSourceMappingOptions options) =>
        $"BatchSize {options.BatchSize}, window {options.MaximumBatchingWindowInSeconds} s, reports {options.ReportBatchItemFailures}, "
        + $"bisect {options.BisectBatchOnFunctionError}, retries {options.MaximumRetryAttempts}, age {options.MaximumRecordAgeInSeconds}, "
        + $"factor {options.ParallelizationFactor}, pollers {options.Pollers}";
}
