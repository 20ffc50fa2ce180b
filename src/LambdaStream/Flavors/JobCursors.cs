using System.Runtime.CompilerServices;
using LambdaStream.Connectors;
using LambdaStream.Observing;
using LambdaStream.Queries;
using LambdaStream.Sinks;

namespace LambdaStream;

/// <summary>How far the jobs of an invocation came.</summary>
/// <param name="keyOf">Tells the jobs apart.</param>
internal sealed class JobCursors(Func<UnitOfWork, string> keyOf)
{
    private readonly Lock _lock = new();
    private readonly List<string> _jobs = [];
    private readonly Dictionary<string, UnitOfWork> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UnitOfWork> _done = new(StringComparer.Ordinal);

    public static string KeyOf(UnitOfWork uow)
    {
        var row = uow.Event.NewImage ?? uow.Event.OldImage ?? Item.Empty;
        return $"pk:{row["pk"]}|sk:{row["sk"]}";
    }

    /// <summary>A unit as it was read, whether a filter then drops it or not.</summary>
    public void Read(UnitOfWork uow)
    {
        var job = keyOf(uow);
        lock (_lock)
        {
            if (_read.TryAdd(job, uow))
                _jobs.Add(job);
            else
                _read[job] = uow;
        }
    }

    /// <summary>A unit that is done.</summary>
    public void Done(UnitOfWork uow)
    {
        var job = keyOf(uow);
        lock (_lock)
            _done[job] = uow;
    }

    /// <summary>The unit of each job that says where it stopped: of the last page, and done if any of it is.</summary>
    public IReadOnlyList<UnitOfWork> Last()
    {
        lock (_lock)
            return
            [
                .. _jobs.Select(job =>
                    _done.TryGetValue(job, out var done) && IsOfOnePage(done, _read[job]) ? done : _read[job]
                ),
            ];
    }

    private static bool IsOfOnePage(UnitOfWork left, UnitOfWork right) =>
        ReferenceEquals(left.Get(Slots.ScanResponse)?.LastEvaluatedKey, right.Get(Slots.ScanResponse)?.LastEvaluatedKey)
        && ReferenceEquals(
            left.Get(Slots.QuerySplitResponse)?.LastEvaluatedKey,
            right.Get(Slots.QuerySplitResponse)?.LastEvaluatedKey
        );
}

/// <summary>How <see cref="Job"/> moves its cursors.</summary>
internal static class JobSteps
{
    public static IAsyncEnumerable<UnitOfWork> ReadBy(this IAsyncEnumerable<UnitOfWork> source, JobCursors? cursors) =>
        cursors is null || source is Sketch
            ? source
            : source.Tap(cursors.Read).Map(uow => uow.Has(SplitQueryOptions.IsOnlyAPlace) ? null : uow);

    public static IAsyncEnumerable<UnitOfWork> ThenMove(
        this IAsyncEnumerable<UnitOfWork> source,
        JobCursors? cursors,
        Func<UnitOfWork, OneOrMany<UpdateItemRequest>>? sync,
        Func<UnitOfWork, CancellationToken, ValueTask<OneOrMany<UpdateItemRequest>>>? async,
        UpdateOptions updates
    )
    {
        if (cursors is null)
            return source;
        if (source is Sketch)
            return source.UpdateDynamoDb(updates);
        return Impl(source.Tap(cursors.Done), cursors, default);

        async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> units,
            JobCursors cursors,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            await foreach (var uow in units.WithCancellation(cancellationToken))
                yield return uow;
            var moved = cursors
                .Last()
                .ToAsyncEnumerable()
                .MapTo(Slots.CursorUpdateRequest, sync, async)
                .Map(uow =>
                    uow.With(Slots.UpdateRequest, uow.Get(Slots.CursorUpdateRequest))
                        .With(Slots.FallbackUpdateRequest, null)
                )
                .UpdateDynamoDb(updates);
            await foreach (var uow in moved.WithCancellation(cancellationToken))
                yield return uow;
        }
    }
}
