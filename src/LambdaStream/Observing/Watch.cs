using System.Runtime.CompilerServices;

namespace LambdaStream.Observing;

/// <summary>Tells the observers of one invocation what happens. Without any there is no watch, and nothing is paid for.</summary>
internal sealed class Watch(Invocation invocation, IReadOnlyList<Observer> observers)
{
    /// <summary>The name of the units before the pipelines.</summary>
    public const string Head = "head";

    /// <summary>The name of the units that tell of faults.</summary>
    public const string Fault = "fault";

    private readonly bool _tracksUnits = observers.Any(observer => observer.WantsUnits);
    private readonly long _started = invocation.Time.GetTimestamp();
    private int _records;
    private int _failed;
    private int _faults;

    /// <summary>Runs the invocation from its payload to its answer.</summary>
    public async Task<InvocationResult> AroundAsync(Func<Task<InvocationResult>> run)
    {
        Exception? failure = null;
        try
        {
            return await run();
        }
        catch (Exception error)
        {
            (failure, _failed) = (error, _records);
            throw;
        }
        finally
        {
            var ending = new Ending
            {
                Acknowledged = _records - _failed,
                Failed = _failed,
                Faults = _faults,
                Error = failure,
                Elapsed = invocation.Time.GetElapsedTime(_started),
                Remaining = invocation.Remaining,
            };
            foreach (var observer in observers)
                observer.Ended(ending);
        }
    }

    /// <summary>A unit has been read.</summary>
    public void Read(UnitOfWork uow)
    {
        foreach (var observer in observers)
            observer.Read(uow);
    }

    /// <summary>The payload has been read.</summary>
    public void Received(Receipt receipt)
    {
        _records = receipt.Records;
        foreach (var observer in observers)
            observer.Received(receipt);
    }

    /// <summary>It is known which records are delivered again.</summary>
    public void Acknowledged(int failed, int faults) => (_failed, _faults) = (failed, faults);

    public void Started(string pipeline)
    {
        foreach (var observer in observers)
            observer.Started(pipeline);
    }

    public void Finished(string pipeline, Exception? error)
    {
        foreach (var observer in observers)
            observer.Finished(pipeline, error);
    }

    /// <summary>A pipeline takes a unit, which from now on has a track.</summary>
    public UnitOfWork Enter(UnitOfWork uow, string name)
    {
        if (!_tracksUnits)
            return uow;
        var now = invocation.Time.GetTimestamp();
        var track = new Track
        {
            Pipeline = name,
            Entered = now,
            Last = now,
        };
        uow = uow.In(uow.Scope with { Track = track });
        foreach (var observer in observers)
            observer.Entered(uow, track);
        return uow;
    }

    /// <summary>A pipeline takes the units of a stream.</summary>
    public async IAsyncEnumerable<UnitOfWork> Entering(
        IAsyncEnumerable<UnitOfWork> units,
        string name,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (var uow in units.WithCancellation(cancellationToken))
            yield return Enter(uow, name);
    }

    public void Left(UnitOfWork uow)
    {
        if (uow.Scope.Track is not { } track)
            return;
        foreach (var observer in observers)
            observer.Left(uow, track);
    }

    /// <summary>Runs a call of a unit that has a track.</summary>
    public async ValueTask<T> RunAsync<T>(
        UnitOfWork uow,
        Io io,
        Func<UnitOfWork, CancellationToken, ValueTask<T>> call,
        CancellationToken cancellationToken
    )
    {
        var time = invocation.Time;
        var now = time.GetTimestamp();
        var track = uow.Scope.Track!;
        var seen = new IoCall(uow, io, now, Waited(track.Last, now));
        track.Last = now;
        foreach (var observer in observers)
            observer.Calling(seen);
        // What runs within the call, such as the transport, finds it; what comes after the call does not.
        IoCall.Current = seen;
        try
        {
            return await call(uow, cancellationToken);
        }
        catch (Exception error)
        {
            seen.Error ??= error;
            throw;
        }
        finally
        {
            seen.Elapsed = time.GetElapsedTime(now);
            var end = time.GetTimestamp();
            track.Last = end;
            foreach (var inner in uow.Batch)
            {
                if (inner.Scope.Track is { } innerTrack)
                    innerTrack.Last = end;
            }
            foreach (var observer in observers)
                observer.Called(seen);
        }
    }

    public void Retried(IoCall call, string code, bool isThrottled)
    {
        foreach (var observer in observers)
            observer.Retried(call, code, isThrottled);
    }

    public void Cached(UnitOfWork uow, bool isHit)
    {
        foreach (var observer in observers)
            observer.Cached(uow, isHit);
    }

    public void Compacted(UnitOfWork last, int count)
    {
        foreach (var observer in observers)
            observer.Compacted(last, count);
    }

    public void Batched(UnitOfWork batch, Io io, IReadOnlyList<long> sizes)
    {
        foreach (var observer in observers)
            observer.Batched(batch, io, sizes);
    }

    public void Failed(UnitOfWork uow, Exception error, bool isFault)
    {
        if (IoCall.Current is { } call)
            call.Error ??= error;
        foreach (var observer in observers)
            observer.Failed(uow, error, isFault);
    }

    // Parts of one unit share its track, so another part's call may have ended in the meantime.
    private TimeSpan Waited(long since, long now) =>
        since < now ? invocation.Time.GetElapsedTime(since, now) : TimeSpan.Zero;
}
