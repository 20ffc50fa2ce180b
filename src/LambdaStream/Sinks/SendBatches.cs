using System.Runtime.CompilerServices;
using LambdaStream.Observing;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Sends the entries of units in batches, and those that failed again; the units go on one by one.</summary>
    internal static IAsyncEnumerable<UnitOfWork> SendBatches<TEntry, TRequest, TResponse>(
        this IAsyncEnumerable<UnitOfWork> source,
        BatchSink<TEntry, TRequest, TResponse> sink,
        [CallerMemberName] string verb = ""
    )
        where TEntry : class
        where TRequest : class
        where TResponse : class
    {
        var io = new Io(sink.Step, sink.Service.ToLowerInvariant(), sink.Operation, sink.Request, sink.Target)
        {
            Limits = sink.Limits,
        };
        if (source is Sketch sketch)
            return ((Sketch)sketch.RateLimit(sink.Rate)).Then(verb, io, sink.Parallel(sketch.Options));
        return source
            .BatchWithin(
                sink.Limits,
                uow => uow.Get(sink.Entry) is { } entry ? sink.Size(entry) : null,
                Seal,
                sink.HasOneEntryOfAKey ? uow => uow.Get(sink.Entry) is { } entry ? sink.Key?.Invoke(entry) : null : null
            )
            .RateLimit(sink.Rate)
            .Concurrently(
                sink.Parallel,
                (uow, token) => uow.Has(sink.Request) ? SendAsync(uow, token) : new(uow),
                sink.Order,
                sink.Key is null ? null : uow => uow.Has(sink.Request) ? Keys(uow, sink.Key) : null,
                io
            )
            .UnbatchWhere(uow => uow.Has(sink.Request));

        UnitOfWork Seal(UnitOfWork batch)
        {
            var entries = Entries(batch.Batch);
            if (batch.Scope.Track is not null)
                batch.Invocation.Watch!.Batched(batch, io, entries.ConvertAll(entry => sink.Size(entry)));
            return batch.With(sink.Request, sink.ToRequest(batch, entries));
        }

        List<TEntry> Entries(IEnumerable<UnitOfWork> units) => [.. units.Select(unit => unit.Get(sink.Entry)!)];

        KeySet? Keys(UnitOfWork batch, Func<TEntry, object?> key) =>
            KeySet.Of(batch.Batch.Select(unit => key(unit.Get(sink.Entry)!)));

        async ValueTask<UnitOfWork?> SendAsync(UnitOfWork batch, CancellationToken cancellationToken)
        {
            var outcome = await EntryRetry.SendAsync(batch, sink, cancellationToken);
            var answered =
                outcome.Responses.Count == 0 ? batch : batch.With(sink.Response, sink.Merge(outcome.Responses));
            if (outcome.Error is null)
                return answered;
            if (outcome.Failed.Count == batch.Batch.Count)
            {
                Fail(batch, outcome.Error);
                return null;
            }
            // The fault shows the batch as the Node library does, but it is one of the failed entries' records only.
            var failed = outcome.Failed.Select(entry => entry.Index).ToHashSet();
            Fail(
                batch
                    .With(Slots.FailedEntries, outcome.Failed)
                    .FailedIn([.. batch.Batch.Where((_, i) => failed.Contains(i))]),
                outcome.Error
            );
            return answered.WithOnly([.. batch.Batch.Where((_, i) => !failed.Contains(i))]);
        }

        void Fail(UnitOfWork batch, Exception error)
        {
            if (sink.FailsRecords)
                batch.Invocation.Faults.AddFailure(batch, error);
            else
                batch.Fail(error);
        }
    }
}
