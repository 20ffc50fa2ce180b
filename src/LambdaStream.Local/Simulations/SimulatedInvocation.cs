namespace LambdaStream.Local;

/// <summary>An invocation of a function in a <see cref="Simulation"/>.</summary>
public sealed class SimulatedInvocation
{
    internal SimulatedInvocation(string requestId, ReadOnlyMemory<byte> payload, DateTimeOffset started) =>
        (RequestId, Payload, Started) = (requestId, payload, started);

    /// <summary>Lambda's id of the invocation.</summary>
    public string RequestId { get; }

    /// <summary>What the function was given.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>When it began, in virtual time.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? Ended { get; private set; }

    /// <summary>How it ended.</summary>
    public InvocationEnd End { get; private set; }

    /// <summary>What the function answered; empty where it did not.</summary>
    public ReadOnlyMemory<byte> Response { get; private set; }

    /// <summary>What the function raised, or what befell it; null where it answered.</summary>
    public Exception? Error { get; private set; }

    internal void Close(DateTimeOffset now, InvocationEnd end, ReadOnlyMemory<byte> response, Exception? error) =>
        (Ended, End, Response, Error) = (now, end, response, error);
}

/// <summary>How an invocation ended.</summary>
public enum InvocationEnd
{
    /// <summary>Not yet.</summary>
    Running,

    /// <summary>The function answered.</summary>
    Answered,

    /// <summary>The function answered, but Lambda did not learn of it: it takes the invocation for failed.</summary>
    AnswerLost,

    /// <summary>The function raised an error.</summary>
    Failed,

    /// <summary>The function had not answered at its time-out, and was ended.</summary>
    TimedOut,

    /// <summary>The process of the function died in the middle.</summary>
    Crashed,
}
