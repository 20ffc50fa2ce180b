namespace LambdaStream;

/// <summary>How a program meets Lambda. The defaults are right inside Lambda; tests replace what is around the program.</summary>
public sealed record RuntimeOptions
{
    /// <summary>
    /// Whether the program registers an extension of itself that does nothing, because Lambda sends SIGTERM before it
    /// ends an environment only where there is one; by default not. It costs some of the start-up time.
    /// </summary>
    public bool RegisterShutdownExtension { get; init; }

    /// <summary>The environment variables; by default those of the process.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>The clock that the deadline of an invocation is compared with; by default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Sends the requests to Lambda's runtime API; by default over sockets. It is not disposed.</summary>
    public HttpMessageHandler? Transport { get; init; }

    /// <summary>
    /// Ends the program as SIGTERM does: nothing more is asked for, invocations that are running end as they would.
    /// </summary>
    public CancellationToken Stop { get; init; }

    /// <summary>
    /// Gets a line of JSON for each invocation that fails and for trouble with Lambda itself; by default it goes to the
    /// standard error output, which Lambda logs. It must not fail.
    /// </summary>
    public Action<string> Log { get; init; } = static line => Console.Error.WriteLine(line);
}
