using System.Net;

namespace LambdaStream.Runtime;

/// <summary>Takes invocations from Lambda, as many at once as it gives, until there is a stop or Lambda is gone.</summary>
internal sealed class InvocationLoops(RuntimeApiClient api, Processor processor, RuntimeOptions options)
{
    // 6 MB and the room that Lambda's own error message for larger answers leaves.
    private const int MaxResponseSize = 6 * 1024 * 1024 + 100;

    /// <returns>False where Lambda is gone.</returns>
    public async Task<bool> RunAsync(int concurrency, CancellationToken stop)
    {
        // When one loop has lost Lambda, the others need not wait for it.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var loops = new Task<bool>[concurrency];
        for (var i = 0; i < concurrency; i++)
            loops[i] = LoopAsync(end);
        return (await Task.WhenAll(loops)).All(isWell => isWell);
    }

    private async Task<bool> LoopAsync(CancellationTokenSource end)
    {
        try
        {
            while (!end.IsCancellationRequested)
                await ServeAsync(await api.NextAsync(end.Token));
            return true;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return true;
        }
        catch (RuntimeApiException gone)
        {
            if (!end.IsCancellationRequested)
                Log("The function ends.", requestId: null, gone);
            await end.CancelAsync();
            return false;
        }
    }

    private async Task ServeAsync(Delivery delivery)
    {
        HttpStatusCode status;
        try
        {
            var response = await InvokeAsync(delivery);
            status = await api.RespondAsync(delivery.RequestId, response);
            if (status is HttpStatusCode.RequestEntityTooLarge)
                throw new ResponseTooLargeException(response.Length, MaxResponseSize);
        }
        catch (Exception error) when (error is not RuntimeApiException)
        {
            Log("The invocation has failed.", delivery.RequestId, error);
            status = await api.FailAsync(delivery.RequestId, error);
        }
        if (status is not HttpStatusCode.Accepted)
            Log(
                "Lambda has not taken the answer.",
                delivery.RequestId,
                new RuntimeApiException($"Lambda's runtime API answers {(int)status}.")
            );
    }

    private async Task<ReadOnlyMemory<byte>> InvokeAsync(Delivery delivery)
    {
        var context = new InvocationContext
        {
            RequestId = delivery.RequestId,
            TraceId = delivery.TraceId,
            Remaining = delivery.RemainingAt(options.Time.GetUtcNow()),
        };
        var result = await processor.InvokeAsync(delivery.Payload, context, CancellationToken.None);
        foreach (var down in result.DownTargets)
            Log("A target is down.", delivery.RequestId, down);
        if (result.Response.Length > MaxResponseSize)
            throw new ResponseTooLargeException(result.Response.Length, MaxResponseSize);
        return result.Response;
    }

    private void Log(string message, string? requestId, Exception error) =>
        options.Log(ErrorReport.ToLine(options.Time.GetUtcNow(), message, requestId, error));
}
