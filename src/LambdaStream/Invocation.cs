using LambdaStream.Connectors;
using LambdaStream.Encryption;
using LambdaStream.Faults;
using LambdaStream.Logging;
using LambdaStream.Observing;

namespace LambdaStream;

/// <summary>One call of the function: what all of its units of work share, and nothing that another call could see.</summary>
public sealed class Invocation
{
    internal Invocation(string requestId, StreamOptions options, Deadline deadline)
    {
        RequestId = requestId;
        Options = options;
        Deadline = deadline;
        Faults = new FaultLog(this);
        Circuits = new Circuits(options);
    }

    /// <summary>Lambda's id of the call.</summary>
    public string RequestId { get; }

    /// <summary>The X-Ray trace that the call belongs to, as Lambda's trace header has it; null where there is none.</summary>
    public string? TraceId { get; internal init; }

    /// <summary>The options of the function.</summary>
    public StreamOptions Options { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time => Options.Time;

    /// <summary>The time, in milliseconds since 1970.</summary>
    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The time that is left until Lambda ends the call; infinite where it does not.</summary>
    public TimeSpan Remaining => Deadline.Remaining;

    internal Deadline Deadline { get; }

    internal FaultLog Faults { get; }

    /// <summary>What the processor knows of updates; null where there is none.</summary>
    internal Shapes? Shapes { get; init; }

    // What failures hold back; null where nothing is ordered.
    internal Holdback? Holdback { get; set; }

    internal Circuits Circuits { get; }

    /// <summary>Who is told what happens; null where nobody wants to know.</summary>
    internal Watch? Watch { get; set; }

    /// <summary>The loggers of the function; null where it logs nothing.</summary>
    internal Loggers? Loggers { get; set; }

    internal QueryCache QueryCache { get; } = new();

    // That of the processor, which keeps the keys from call to call.
    internal FieldEncryptor Encryptor
    {
        get => field ??= new(Options);
        init;
    }

    internal ClaimCheckKeys ClaimCheckKeys { get; } = new();
}
