namespace LambdaStream;

/// <summary>What is around an invocation: it can look at the call, change it, answer in its place, and see how it ended.</summary>
/// <remarks>
/// The Node library's <c>mw</c>. It is part of <see cref="StreamOptions.Middleware"/>. What it throws fails the invocation, so
/// that Lambda delivers the whole payload again.
/// </remarks>
/// <param name="call">The call.</param>
/// <param name="next">The next middleware, or the pipelines. Not called, nothing is processed.</param>
public delegate ValueTask<InvocationResult> Middleware(
    InvocationCall call,
    Func<InvocationCall, ValueTask<InvocationResult>> next
);

/// <summary>One call of the function on its way through the middleware.</summary>
public sealed record InvocationCall
{
    /// <summary>What Lambda delivers, JSON in UTF-8. It must not change until the call has ended.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>What Lambda says of the call. The deadline stays that with which the call came.</summary>
    public required InvocationContext Context { get; init; }

    /// <summary>
    /// The settings and ports that the pipelines use in this call, such as ports with a tenant's credentials. Which
    /// pipelines run was decided when the function started.
    /// </summary>
    public required StreamOptions Options { get; init; }

    /// <summary>Cancelled when the flush reserve begins, or the host ends the call.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
