using System.Text;

namespace LambdaStream.Testing;

/// <summary>What <see cref="RuntimeApiServer"/> tells a function of one invocation besides its payload.</summary>
public sealed record RuntimeApiInvocation
{
    /// <summary>The id of the call; by default <c>request-1</c> and so on.</summary>
    public string? RequestId { get; init; }

    /// <summary>When Lambda would end the call; by default it does not say.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The X-Ray trace header; by default there is none.</summary>
    public string? TraceId { get; init; }
}

/// <summary>What a function has answered to an invocation, or to its own start.</summary>
/// <param name="RequestId">The id of the call; empty for a start.</param>
/// <param name="Body">The answer, or the error as JSON text.</param>
/// <param name="ErrorType">The type of the error as the header has it; null where there is none.</param>
public sealed record RuntimeApiAnswer(string RequestId, ReadOnlyMemory<byte> Body, string? ErrorType)
{
    /// <summary>Whether the call has failed.</summary>
    public bool IsError { get; init; }

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);
}
