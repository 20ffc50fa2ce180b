using LambdaStream;
using LambdaStream.Topology;

namespace Reporting;

/// <summary>A function in the world, with a count of what its invocations did.</summary>
public sealed class Function(string name, Processor processor)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, PipelineCounts> _pipelines = new(StringComparer.Ordinal);

    public string Name => name;

    public ProcessorTopology Topology => processor.Describe() with { Name = name };

    /// <summary>The invocations that ended with an answer.</summary>
    public int Invocations { get; private set; }

    /// <summary>The records that are done for good, by the answers of the function.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>The records that the function gave back, to be delivered again.</summary>
    public int GivenBack { get; private set; }

    /// <summary>The records that no pipeline wanted.</summary>
    public int Unwanted { get; private set; }

    public IReadOnlyDictionary<string, PipelineCounts> Pipelines => _pipelines;

    public async ValueTask<ReadOnlyMemory<byte>> InvokeAsync(
        ReadOnlyMemory<byte> payload,
        CancellationToken cancellationToken
    )
    {
        var watched = new InvocationContext { Output = Ended, Faulted = Faulted };
        var result = await processor.InvokeAsync(payload, watched, cancellationToken);
        Invocations++;
        Acknowledged += result.RecordCount - result.BatchItemFailures.Count;
        GivenBack += result.BatchItemFailures.Count;
        Unwanted += result.UnwantedCount;
        return result.Response;
    }

    /// <summary>The pipeline that a fault comes from. A record that cannot be read comes to none.</summary>
    public static string PipelineOf(Event fault) =>
        fault.Tag("pipeline") is { } pipeline and not "undefined" ? pipeline : "(reading)";

    private void Ended(UnitOfWork uow) => Count(uow.Pipeline, counts => counts.With(uow));

    private void Faulted(Event fault) => Count(PipelineOf(fault), counts => counts with { Faults = counts.Faults + 1 });

    // Units may come to their end on several threads.
    private void Count(string pipeline, Func<PipelineCounts, PipelineCounts> add)
    {
        lock (_lock)
            _pipelines[pipeline] = add(_pipelines.GetValueOrDefault(pipeline));
    }
}

/// <summary>What became of the units of work of a pipeline.</summary>
public readonly record struct PipelineCounts(
    int Published,
    int Updated,
    int NotNewer,
    int Put,
    int Delivered,
    int Calls,
    int Faults
)
{
    public PipelineCounts With(UnitOfWork uow) =>
        uow.Has(Slots.PublishResponse) ? this with { Published = Published + 1 }
        : uow.Has(Slots.PutResponse) ? this with { Put = Put + 1 }
        : uow.Has(Slots.InvokeResponse) ? this with { Calls = Calls + 1 }
        : uow.Get(Slots.Result) == FirehoseResult.Ok ? this with { Delivered = Delivered + 1 }
        : uow.Get(Slots.UpdateResponse) is not { } response ? this
        : response.Attributes is null ? this with { NotNewer = NotNewer + 1 }
        : this with { Updated = Updated + 1 };
}
