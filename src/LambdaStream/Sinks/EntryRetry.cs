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
        Func<IEnumerable<UnitOfWork>, List<TEntry>> entries,
        CancellationToken cancellationToken
    )
        where TEntry : class
        where TRequest : class
        where TResponse : class
    {
        var options = batch.Invocation.Options;
        var responses = new List<TResponse>(1);
        var failures = new List<FailedEntry>();
        // Of each entry of the current request, its place in the batch.
        int[] places = [.. Enumerable.Range(0, batch.Batch.Count)];
        var request = batch.Get(sink.Request)!;
        for (var attempt = 0; ; attempt++)
        {
            List<FailedEntry> failed;
            try
            {
                if (attempt > 0)
                    await Task.Delay(BatchRetry.Wait(options, attempt - 1), options.Time, cancellationToken);
                var response = await sink.Send(batch, request, cancellationToken);
                responses.Add(response);
                failed =
                [
                    .. sink.Failed(request, response).Select(entry => entry with { Index = places[entry.Index] }),
                ];
            }
            catch (Exception error)
            {
                // Entries that were taken before are done all the same.
                var code = error is ServiceException service ? service.Code : error.GetType().Name;
                failures.AddRange(places.Select(place => new FailedEntry(place, code, error.Message)));
                return new(responses, failures, error);
            }
            var isLast = attempt == options.BatchMaxRetries;
            failures.AddRange(failed.Where(entry => entry.IsPermanent || isLast));
            places = [.. failed.Where(entry => !entry.IsPermanent && !isLast).Select(entry => entry.Index).Order()];
            if (places.Length == 0)
                return new(
                    responses,
                    failures,
                    failures.Count == 0
                        ? null
                        : new BatchFailedException($"Failed batch requests: {sink.Describe(responses[^1])}")
                );
            if (IoCall.Current is { } call)
                call.Retry(failed[0].Code, failed.Exists(entry => Retryable.IsThrottlingCode(entry.Code)));
            request = sink.ToRequest(batch, entries(places.Select(place => batch.Batch[place])));
        }
    }
}
