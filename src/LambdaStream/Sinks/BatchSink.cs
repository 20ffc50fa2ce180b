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

    /// <summary>The Node library's word for the step: publish, send, save.</summary>
    public required string Step { get; init; }

    /// <summary>The operation of the service.</summary>
    public required string Operation { get; init; }

    /// <summary>What is sent to, as far as the options know.</summary>
    public required Func<StreamOptions, string?> Target { get; init; }

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

    /// <summary>Whether a request may have only one entry of a key, so that a second begins the next one.</summary>
    public bool HasOneEntryOfAKey { get; init; }

    /// <summary>The name of the port.</summary>
    public required string Service { get; init; }

    /// <summary>Where a request goes: the bus, the stream, the queue or the like.</summary>
    public required Func<TRequest, string?> Resource { get; init; }

    /// <summary>Makes a request of entries; the batch knows the options.</summary>
    public required Func<UnitOfWork, IReadOnlyList<TEntry>, TRequest> ToRequest { get; init; }

    public required Func<UnitOfWork, TRequest, CancellationToken, ValueTask<TResponse>> Send { get; init; }

    /// <summary>
    /// Whether the target refused a whole request because something is wrong in an entry. Then each entry is sent by itself.
    /// </summary>
    public Func<ServiceException, bool> IsRefusalOfAnEntry { get; init; } = static _ => false;

    /// <summary>Which entries of a request failed, by their place among them.</summary>
    public required Func<IReadOnlyList<TEntry>, TRequest, TResponse, IReadOnlyList<FailedEntry>> Failed { get; init; }

    /// <summary>The successes of all attempts as one answer.</summary>
    public required Func<IReadOnlyList<TResponse>, TResponse> Merge { get; init; }

    /// <summary>The last answer, for the error message.</summary>
    public required Func<TResponse, Json> Describe { get; init; }
}
