using LambdaStream.Connectors;
using LambdaStream.Faults;
using LambdaStream.Observing;

namespace LambdaStream.Sinks;

/// <summary>Sends the entries of a batch, and those that failed again, until all are done or the attempts are used up.</summary>
internal static class EntryRetry
{
    /// <summary>What became of a batch.</summary>
    /// <param name="Responses">The answers of all attempts, in their order.</param>
    /// <param name="Failed">The entries that failed, by their place in the batch.</param>
    /// <param name="Error">Why, if any did.</param>
    public sealed record Outcome<TResponse>(
        IReadOnlyList<TResponse> Responses,
        IReadOnlyList<FailedEntry> Failed,
        Exception? Error
    );

    public static async ValueTask<Outcome<TResponse>> SendAsync<TEntry, TRequest, TResponse>(
        UnitOfWork batch,
        BatchSink<TEntry, TRequest, TResponse> sink,
        CancellationToken cancellationToken
    )
        where TEntry : class
        where TRequest : class
        where TResponse : class
    {
        var options = sink.Retry?.Over(batch.Invocation.Options) ?? batch.Invocation.Options;
        TEntry[] entries = [.. batch.Batch.Select(unit => unit.Get(sink.Entry)!)];
        var responses = new List<TResponse>(1);
        var failures = new List<FailedEntry>();
        // Of each entry of the current request, its place in the batch.
        int[] places = [.. Enumerable.Range(0, entries.Length)];
        ServiceException? refusal = null;
        for (var attempt = 0; ; attempt++)
        {
            var again = new List<FailedEntry>();
            // Usually one request; where that is refused for what is wrong in one entry, one for each.
            var requests = new Queue<int[]>([places]);
            while (requests.TryDequeue(out var part))
            {
                try
                {
                    if (attempt > 0 && part == places)
                        await Task.Delay(BatchRetry.Wait(options, attempt - 1), options.Time, cancellationToken);
                    var isWhole = attempt == 0 && part == places;
                    TEntry[] sent = isWhole ? entries : Array.ConvertAll(part, place => entries[place]);
                    var request = isWhole ? batch.Get(sink.Request)! : sink.ToRequest(batch, sent);
                    var response = await batch.AskAsync(
                        sink.Service,
                        sink.Resource(request),
                        (asked, token) => sink.Send(batch, asked, token),
                        request,
                        cancellationToken
                    );
                    responses.Add(response);
                    foreach (var entry in sink.Failed(sent, request, response))
                        again.Add(entry with { Index = part[entry.Index] });
                }
                catch (ServiceException error) when (sink.IsRefusalOfAnEntry(error) && entries.Length > 1)
                {
                    if (part.Length > 1)
                    {
                        foreach (var place in part)
                            requests.Enqueue([place]);
                        continue;
                    }
                    refusal ??= error;
                    again.Add(new(part[0], error.Code, error.Message, IsPermanent: true));
                }
                catch (Exception error)
                {
                    // Entries that were taken before are done all the same.
                    var code = error is ServiceException service ? service.Code : error.GetType().Name;
                    failures.AddRange(again);
                    failures.AddRange(
                        part.Concat(requests.SelectMany(other => other))
                            .Select(place => new FailedEntry(place, code, error.Message))
                    );
                    return new(responses, failures, error);
                }
            }
            // Mostly nothing fails.
            if (again.Count == 0 && failures.Count == 0)
                return new(responses, failures, null);
            var isLast = attempt == options.BatchMaxRetries;
            failures.AddRange(again.Where(entry => entry.IsPermanent || isLast));
            places = [.. again.Where(entry => !entry.IsPermanent && !isLast).Select(entry => entry.Index).Order()];
            if (places.Length == 0)
                return new(responses, failures, failures.Count == 0 ? null : Error());
            IoCall.Current?.Retry(again[0].Code, again.Exists(entry => Retryable.IsThrottlingCode(entry.Code)));
        }

        Exception Error() =>
            refusal as Exception ?? new BatchFailedException($"Failed batch requests: {sink.Describe(responses[^1])}");
    }
}
