namespace LambdaStream.Observing;

/// <summary>Sees the moments of one invocation: what metrics, traces and logs are made of. It must not fail.</summary>
/// <remarks>Pipelines may run on several threads at once, so it is called by several.</remarks>
internal abstract class Observer
{
    /// <summary>Whether it wants to know of each unit and call, which then are tracked; by default it does.</summary>
    public virtual bool WantsUnits => true;

    /// <summary>A unit of the payload has been read. Only one thread reads.</summary>
    public virtual void Read(UnitOfWork uow) { }

    /// <summary>The payload has been read. Pipelines may have begun with its first units before.</summary>
    public virtual void Received(Receipt receipt) { }

    /// <summary>A pipeline has its first unit.</summary>
    public virtual void Started(string pipeline) { }

    /// <summary>A pipeline has taken a unit.</summary>
    public virtual void Entered(UnitOfWork uow, Track track) { }

    /// <summary>A unit has come out of the end of its pipeline.</summary>
    public virtual void Left(UnitOfWork uow, Track track) { }

    /// <summary>A pipeline has ended, or was aborted by the error.</summary>
    public virtual void Finished(string pipeline, Exception? error) { }

    /// <summary>A step calls a service.</summary>
    public virtual void Calling(IoCall call) { }

    /// <summary>The call has ended.</summary>
    public virtual void Called(IoCall call) { }

    /// <summary>A request of the call is sent again.</summary>
    public virtual void Retried(IoCall call, string code, bool isThrottled) { }

    /// <summary>A request was looked for in the cache.</summary>
    public virtual void Cached(UnitOfWork uow, bool isHit) { }

    /// <summary>Units were made one.</summary>
    public virtual void Compacted(UnitOfWork last, int count) { }

    /// <summary>Entries were put together for one request.</summary>
    public virtual void Batched(UnitOfWork batch, Io io, IReadOnlyList<long> sizes) { }

    /// <summary>A unit has failed: as a fault, or its records are delivered again.</summary>
    public virtual void Failed(UnitOfWork uow, Exception error, bool isFault) { }

    /// <summary>The invocation has ended.</summary>
    public virtual void Ended(Ending ending) { }
}

/// <summary>What was found in a payload.</summary>
/// <param name="Source">The source that has read it.</param>
/// <param name="Records">Its records.</param>
/// <param name="Unwanted">Those that no pipeline wanted.</param>
internal sealed record Receipt(string Source, int Records, int Unwanted);

/// <summary>How an invocation ended.</summary>
internal sealed record Ending
{
    /// <summary>The records that were proven done.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>The records that are delivered again.</summary>
    public required int Failed { get; init; }

    /// <summary>The faults that were published.</summary>
    public required int Faults { get; init; }

    /// <summary>Why the invocation failed as a whole; null where it did not.</summary>
    public required Exception? Error { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>The time that was left; infinite where there is no end.</summary>
    public required TimeSpan Remaining { get; init; }
}
