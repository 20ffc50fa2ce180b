using System.Runtime.CompilerServices;
using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Keeps only the last unit of work of each key, at the end of the stream; it has the whole group as its batch.</summary>
    /// <remarks>
    /// Several changes of one thing become one. The unit that is kept stands for the group: if it fails, all of its
    /// records do.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> Compact(
        this IAsyncEnumerable<UnitOfWork> source,
        Compaction? compaction = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is Sketch sketch)
            return sketch.Then(nameof(Compact));
        return Impl(source, compaction ?? Compaction.ByPartitionKey, default);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> source,
            Compaction compaction,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            foreach (var group in await GroupsAsync(source, compaction.Key, cancellationToken))
            {
                if (Sorted(group, compaction) is not [.., var last] sorted)
                    continue;
                last.Invocation.Watch?.Compacted(last, sorted.Count);
                yield return last.StandingFor(sorted);
            }
        }

        static List<UnitOfWork>? Sorted(List<UnitOfWork> group, Compaction compaction)
        {
            try
            {
                // OrderBy is stable, so units of one time stay in the order of the stream.
                return [.. group.OrderBy(compaction.Order)];
            }
            catch (Exception error)
            {
                UnitOfWork.BatchOf(group).Fail(error);
                return null;
            }
        }
    }
}

/// <summary>Which units of work are one to <see cref="Steps.Compact"/>, and which of them is the last.</summary>
public sealed record Compaction
{
    /// <summary>By partition key, the one with the latest timestamp is the last.</summary>
    public static Compaction ByPartitionKey { get; } = new();

    /// <summary>The key, by default the event's partition key. A unit without one stays alone.</summary>
    public Func<UnitOfWork, string?> Key { get; init; } = uow => uow.Event.PartitionKey;

    /// <summary>What the group is sorted by, ascending; by default the event's timestamp.</summary>
    public Func<UnitOfWork, double> Order { get; init; } = uow => uow.Event.Timestamp ?? 0;
}
