using System.Runtime.CompilerServices;
using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Puts the units of work of one key together, at the end of the stream, in the order of the first of each.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="key">The key, by default the event's partition key. A unit without one stays alone.</param>
    /// <remarks>A group stands for all of its records: if it fails, all of them do.</remarks>
    public static IAsyncEnumerable<UnitOfWork> Group(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, string?>? key = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is Sketch sketch)
            return sketch.Then(nameof(Group));
        return Impl(source, key ?? (uow => uow.Event.PartitionKey), default);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> source,
            Func<UnitOfWork, string?> key,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            foreach (var group in await GroupsAsync(source, key, cancellationToken))
                yield return UnitOfWork.BatchOf(group);
        }
    }

    private static async ValueTask<List<List<UnitOfWork>>> GroupsAsync(
        IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, string?> key,
        CancellationToken cancellationToken
    )
    {
        var groups = new List<List<UnitOfWork>>();
        var byKey = new Dictionary<string, List<UnitOfWork>>(StringComparer.Ordinal);
        await foreach (var uow in source.WithCancellation(cancellationToken))
        {
            if (uow.Guard(unit => new GroupKey(key(unit))) is not { } group)
                continue;
            if (group.Value is not null && byKey.TryGetValue(group.Value, out var units))
            {
                units.Add(uow);
                continue;
            }
            units = [uow];
            groups.Add(units);
            if (group.Value is not null)
                byKey.Add(group.Value, units);
        }
        return groups;
    }

    // Tells "no key" from "the function failed".
    private sealed record GroupKey(string? Value);
}
