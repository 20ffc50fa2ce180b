namespace LambdaStream;

/// <summary>A function for a host that calls it, where the program itself cannot be the host.</summary>
/// <remarks>It serves any number of calls, also at once. Failures are exceptions, which the host reports to Lambda.</remarks>
public sealed class LambdaHandler
{
    private readonly Processor _processor;

    /// <summary>A handler of that function.</summary>
    public LambdaHandler(Processor processor)
    {
        ArgumentNullException.ThrowIfNull(processor);
        _processor = processor;
    }

    /// <summary>Handles one invocation.</summary>
    /// <param name="payload">What Lambda delivers, JSON in UTF-8. It must not change until the call has ended.</param>
    /// <param name="remaining">The time that is left until Lambda ends the call, such as <c>context.RemainingTime</c>.</param>
    /// <param name="requestId">Lambda's id of the call, such as <c>context.AwsRequestId</c>.</param>
    /// <param name="cancellationToken">Ends the call early, as its deadline would.</param>
    /// <returns>The answer for Lambda, as JSON text.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> HandleAsync(
        ReadOnlyMemory<byte> payload,
        TimeSpan remaining,
        string requestId,
        CancellationToken cancellationToken = default
    )
    {
        var context = new InvocationContext { RequestId = requestId, Remaining = remaining };
        var result = await _processor.InvokeAsync(payload, context, cancellationToken);
        return result.Response;
    }

    /// <summary>Handles one invocation whose payload and answer are streams, as the managed runtime has them.</summary>
    /// <param name="payload">What Lambda delivers, JSON in UTF-8. It is read to its end and not disposed.</param>
    /// <param name="remaining">The time that is left until Lambda ends the call, such as <c>context.RemainingTime</c>.</param>
    /// <param name="requestId">Lambda's id of the call, such as <c>context.AwsRequestId</c>.</param>
    /// <param name="cancellationToken">Ends the call early, as its deadline would.</param>
    /// <returns>The answer for Lambda, as JSON text.</returns>
    public async Task<Stream> HandleAsync(
        Stream payload,
        TimeSpan remaining,
        string requestId,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(payload);
        using var buffer = new MemoryStream(payload.CanSeek ? (int)(payload.Length - payload.Position) : 0);
        await payload.CopyToAsync(buffer, cancellationToken);
        var text = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        var response = await HandleAsync(text, remaining, requestId, cancellationToken);
        return new MemoryStream(response.ToArray(), writable: false);
    }
}
