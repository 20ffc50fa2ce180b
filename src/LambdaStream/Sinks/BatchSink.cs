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

    /// <summary>The service, in lower case.</summary>
    public required string Service { get; init; }

    /// <summary>The operation of the service.</summary>
    public required string Operation { get; init; }

    /// <summary>What is sent to, as far as the options know.</summary>
    public required Func<StreamOptions, string?> Target { get; init; }

    public required Func<StreamOptions, BatchLimits> Limits { get; init; }

    public required Func<TEntry, long> Size { get; init; }

    public required Func<StreamOptions, int> Parallel { get; init; }

    public Rate? Rate { get; init; }

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
