using System.Diagnostics;

namespace LambdaStream.Observing;

/// <summary>One call of a step outside the function, from its start to its end.</summary>
internal sealed class IoCall(UnitOfWork unit, Io io, long started, TimeSpan waited)
{
    // Flows from a call into its port and no further: it is set and read within one asynchronous method.
    private static readonly AsyncLocal<IoCall?> Ambient = new();

    /// <summary>The call that runs here; null where there is none or nobody watches.</summary>
    public static IoCall? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>The unit, or the batch of units.</summary>
    public UnitOfWork Unit => unit;

    public Io Io => io;

    public string Pipeline => Track.Pipeline;

    /// <summary>The track of the unit, of a batch that of its first.</summary>
    public Track Track => unit.Scope.Track!;

    public long Started => started;

    /// <summary>How long the unit had waited for its turn, since its pipeline or its last call.</summary>
    public TimeSpan Waited => waited;

    public TimeSpan Elapsed { get; set; }

    /// <summary>Why it failed, or some of its entries; null where all went well.</summary>
    public Exception? Error { get; set; }

    /// <summary>Whether it was answered out of the cache.</summary>
    public bool IsCached { get; set; }

    /// <summary>How often a request of it was sent again.</summary>
    public int Retries { get; private set; }

    /// <summary>The span; null where nobody traces it.</summary>
    public Activity? Span { get; set; }

    /// <summary>A request of the call is sent again.</summary>
    public void Retry(string code, bool isThrottled)
    {
        Retries++;
        unit.Invocation.Watch?.Retried(this, code, isThrottled);
    }
}
