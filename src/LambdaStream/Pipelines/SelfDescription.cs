using LambdaStream.Observing;
using LambdaStream.Topology;

namespace LambdaStream.Pipelines;

/// <summary>Lets a function describe itself: its rules connect their steps to a stream that only notes them.</summary>
internal static class SelfDescription
{
    public static ProcessorTopology Of(Source source, StreamOptions options, IReadOnlyList<Rule> rules) =>
        new()
        {
            Name = options.FunctionName,
            Source = source.Name,
            Head = HeadOf(source, options),
            Pipelines = [.. rules.Select(rule => PipelineOf(rule, options))],
            Faults = StepsOf(options, units => options.Publish.Connect(units, options.FaultPublishing)).Steps,
            ReportsBatchItemFailures = options.ReportBatchItemFailures,
            MaxRetries = options.BatchMaxRetries,
            Reserve = options.DrainReserve + options.FlushReserve,
        };

    private static PipelineTopology PipelineOf(Rule rule, StreamOptions options)
    {
        var (steps, areAll) = StepsOf(options, rule.Connect);
        return new()
        {
            Id = rule.Id,
            Flavor = rule.GetType().Name,
            EventTypes = rule.EventType?.ToString(),
            Steps = steps,
            IsComplete = areAll,
        };
    }

    // Claim checks are redeemed only where there are some, so their step is not named.
    private static List<StepTopology> HeadOf(Source source, StreamOptions options)
    {
        var steps = new List<StepTopology>();
        foreach (var part in new[] { source.Head, options.Head, source.LastHead })
        {
            if (part is not null)
                steps.AddRange(StepsOf(options, part).Steps);
        }
        return steps;
    }

    private static (IReadOnlyList<StepTopology> Steps, bool AreAll) StepsOf(
        StreamOptions options,
        Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>> connect
    )
    {
        var sketch = new Sketch(options);
        return sketch.Of(connect(sketch));
    }
}
