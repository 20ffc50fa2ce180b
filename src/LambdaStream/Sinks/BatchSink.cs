using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>What tells one target of batches from another. Everything else is the same for all, in <see cref="Steps.SendBatches"/>.</summary>
internal sealed record BatchSink<TEntry, TRequest, TResponse>
    where TEntry : class
    where TRequest : class
    where TResponse : class
{
    /// <summary>Where a unit has its entry; a unit without one passes.</summary>
    public required Slot<TEntry> Entry { get; init; }

    public required Slot<TRequest> Request { get; init; }

    public required Slot<TResponse> Response { get; init; }

    public required Func<StreamOptions, BatchLimits> Limits { get; init; }

    public required Func<TEntry, long> Size { get; init; }

    public required Func<StreamOptions, int> Parallel { get; init; }

    public Rate? Rate { get; init; }

    /// <summary>How entries that fail are sent again; null is as the options say.</summary>
    public BatchRetryOptions? Retry { get; init; }

    /// <summary>Whether records of what cannot be sent are delivered again; otherwise they are faults.</summary>
    public bool FailsRecords { get; init; }

    public Order Order { get; init; }

    /// <summary>Of entries of one key only one request is in flight; null has no such limit.</summary>
    public Func<TEntry, object?>? Key { get; init; }

    /// <summary>Makes a request of entries; the batch knows the options.</summary>
    public required Func<UnitOfWork, IReadOnlyList<TEntry>, TRequest> ToRequest { get; init; }

    public required Func<UnitOfWork, TRequest, CancellationToken, ValueTask<TResponse>> Send { get; init; }

    /// <summary>The entries of a request that failed, by their place in it.</summary>
    public required Func<TRequest, TResponse, IReadOnlyList<FailedEntry>> Failed { get; init; }

    /// <summary>The successes of all attempts as one answer.</summary>
    public required Func<IReadOnlyList<TResponse>, TResponse> Merge { get; init; }

    /// <summary>The last answer, for the error message.</summary>
    public required Func<TResponse, Json> Describe { get; init; }
}
