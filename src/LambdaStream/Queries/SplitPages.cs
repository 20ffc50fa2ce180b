using System.Runtime.CompilerServices;
using LambdaStream.Connectors;
using LambdaStream.Observing;

namespace LambdaStream.Queries;

/// <summary>What scanning and querying page by page have in common.</summary>
internal static class PageSteps
{
    private static readonly Slot<Page> FirstPage = new("firstPage");

    public static IAsyncEnumerable<UnitOfWork> SplitPages<TRequest>(
        this IAsyncEnumerable<UnitOfWork> source,
        Slot<TRequest> request,
        Slot<PageItem> response,
        SplitQueryOptions options,
        Func<UnitOfWork, TRequest, Paging<TRequest>> paging,
        Io io,
        [CallerMemberName] string verb = ""
    )
        where TRequest : class
    {
        if (source is Sketch sketch)
            return sketch.Then(verb, io, options.Parallel ?? sketch.Options.ScanParallel);
        return Impl(
            source.Concurrently(
                all => options.Parallel ?? all.ScanParallel,
                (uow, token) => uow.Get(request) is { } first ? ReadFirstAsync(uow, first, token) : new(uow),
                io: io
            ),
            default
        );

        async ValueTask<UnitOfWork?> ReadFirstAsync(UnitOfWork uow, TRequest first, CancellationToken token)
        {
            var pages = paging(uow, first);
            return uow.With(FirstPage, await pages.ReadAsync(pages.First, token));
        }

        async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> units,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            await foreach (var uow in units.WithCancellation(cancellationToken))
            {
                if (uow.Get(FirstPage) is not { } first)
                {
                    yield return uow;
                    continue;
                }
                var items = Only(uow.With(FirstPage, null))
                    .FlatMap((unit, token) => ItemsAsync(unit, first, paging(unit, unit.Get(request)!), token));
                await foreach (var item in items.WithCancellation(cancellationToken))
                    yield return item;
            }
        }

        async IAsyncEnumerable<UnitOfWork> ItemsAsync(
            UnitOfWork uow,
            Page first,
            Paging<TRequest> paging,
            [EnumeratorCancellation] CancellationToken token
        )
        {
            var page = paging.First;
            var left = paging.Limit ?? int.MaxValue;
            for (var read = first; ; read = await ReadAsync(page))
            {
                var (items, last) = read;
                last = last is { Count: > 0 } ? last : null;
                if (items.Count > left)
                    (items, last) = Cut(items, left, last, paging.Start(page));
                var clear = await uow.DecryptAllAsync(items, options.Decrypt, token);
                foreach (var item in clear.Items)
                    yield return uow.With(request, page)
                        .With(response, new PageItem { Item = item, LastEvaluatedKey = last })
                        .WithSecrets(clear.Fields);
                left -= items.Count;
                if (last is null || left <= 0)
                    yield break;
                if (options.EndsInTime && uow.Invocation.Deadline.IsDraining)
                {
                    // The pages until here may have had no items, so nobody else would tell where to go on.
                    yield return uow.With(request, page)
                        .With(response, new PageItem { Item = Item.Empty, LastEvaluatedKey = last })
                        .With(SplitQueryOptions.IsOnlyAPlace, true);
                    yield break;
                }
                page = paging.From(page, last);
            }

            ValueTask<Page> ReadAsync(TRequest next) =>
                io.CallAsync(uow, (_, token) => paging.ReadAsync(next, token), token);
        }
    }

    // The page ends where the limit is reached: behind its last item that is taken, whose key has the attributes of a key.
    private static (IReadOnlyList<Item> Items, Item? Last) Cut(
        IReadOnlyList<Item> items,
        int count,
        Item? last,
        Item? start
    )
    {
        var end = items[count - 1];
        var names = (last ?? start ?? Item.Empty).Select(attribute => attribute.Key).ToList();
        // A projection may leave the key out. Then nobody could go on there, and nothing may be passed over.
        return names.Count > 0 && names.TrueForAll(end.Contains)
            ? ([.. items.Take(count)], Item.Of([.. names.Select(name => (name, end[name]))]))
            : (items, last);
    }

    private static async IAsyncEnumerable<UnitOfWork> Only(UnitOfWork uow)
    {
        await ValueTask.CompletedTask;
        yield return uow;
    }
}

/// <summary>How the pages of one request are read.</summary>
internal sealed record Paging<TRequest>
{
    public required TRequest First { get; init; }

    public required int? Limit { get; init; }

    public required Func<TRequest, Item?> Start { get; init; }

    public required Func<TRequest, Item, TRequest> From { get; init; }

    public required Func<TRequest, CancellationToken, ValueTask<Page>> ReadAsync { get; init; }
}

/// <summary>What one request has found, and where to go on.</summary>
internal sealed record Page(IReadOnlyList<Item> Items, Item? Last);
