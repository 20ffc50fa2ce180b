using LambdaStream.Observing;

namespace LambdaStream.Connectors;

/// <summary>Sends the entries of a batch that failed one by one again, until all succeeded or the attempts are used up.</summary>
/// <remarks>
/// As the connectors of the Node library do it, with the same number of attempts. The wait grows exponentially with full
/// jitter, where Node's hardly grows.
/// </remarks>
internal static class BatchRetry
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    /// <param name="request">The first request.</param>
    /// <param name="send">Sends a request.</param>
    /// <param name="failed">What of a request is to be sent again; null if all of it succeeded.</param>
    /// <param name="describe">The last answer, for the error message.</param>
    /// <param name="options">How often and how soon.</param>
    /// <param name="cancellationToken">Ends the waits.</param>
    /// <returns>The answers of all attempts, in their order.</returns>
    /// <exception cref="BatchFailedException">Entries still failed after the last attempt.</exception>
    public static async ValueTask<List<TResponse>> SendAsync<TRequest, TResponse>(
        TRequest request,
        Func<TRequest, CancellationToken, ValueTask<TResponse>> send,
        Func<TRequest, TResponse, TRequest?> failed,
        Func<TResponse, Json> describe,
        StreamOptions options,
        CancellationToken cancellationToken
    )
        where TRequest : class
    {
        var responses = new List<TResponse>(1);
        for (var attempt = 0; ; attempt++)
        {
            var response = await send(request, cancellationToken);
            responses.Add(response);
            if (failed(request, response) is not { } rest)
                return responses;
            if (attempt == options.BatchMaxRetries)
                throw new BatchFailedException($"Failed batch requests: {describe(response)}");
            request = rest;
            IoCall.Current?.Retry("UnprocessedEntries", isThrottled: false);
            await Task.Delay(Wait(options, attempt), options.Time, cancellationToken);
        }
    }

    /// <summary>A random wait up to the base, doubled with each attempt, and at most 20 s.</summary>
    public static TimeSpan Wait(StreamOptions options, int attempt)
    {
        var longest = options.BatchRetryWait * Math.Pow(2, Math.Min(attempt, 30));
        return (longest < MaxWait ? longest : MaxWait) * options.Random();
    }
}

/// <summary>Entries of a batch still failed after all attempts.</summary>
public sealed class BatchFailedException(string message) : Exception(message);
