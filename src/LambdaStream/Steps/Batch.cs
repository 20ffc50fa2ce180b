using System.Runtime.CompilerServices;
using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    // So many units without an entry wait for one batch to fill.
    private const int MaxPassing = 100;

    /// <summary>Puts every <paramref name="count"/> units of work together into one; the last may have fewer.</summary>
    /// <remarks>A batch stands for all of its records: if it fails, all of them do.</remarks>
    public static IAsyncEnumerable<UnitOfWork> Batch(this IAsyncEnumerable<UnitOfWork> source, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (source is Sketch sketch)
            return sketch.Then(nameof(Batch), $"{count} units");
        return Impl(source, count, default);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> source,
            int count,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            var batch = new List<UnitOfWork>(count);
            await foreach (var uow in source.WithCancellation(cancellationToken))
            {
                batch.Add(uow);
                if (batch.Count < count)
                    continue;
                yield return UnitOfWork.BatchOf(batch);
                batch = new(count);
            }
            if (batch.Count > 0)
                yield return UnitOfWork.BatchOf(batch);
        }
    }

    /// <summary>Puts units of work together as long as they fit the limits of a target.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="limits">The most units and bytes of a batch.</param>
    /// <param name="size">The bytes of a unit's entry; null for a unit without one.</param>
    /// <remarks>
    /// A unit that is too large by itself becomes a fault. A unit without an entry does not end a batch: it goes on right
    /// behind the batch that was open when it came.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> Batch(
        this IAsyncEnumerable<UnitOfWork> source,
        BatchLimits limits,
        Func<UnitOfWork, long?> size
    )
    {
        ArgumentNullException.ThrowIfNull(limits);
        return source.BatchWithin(_ => limits, size);
    }

    /// <summary>The form for our own steps, whose limits are in the options, which the first unit brings.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="limits">The most units and bytes of a batch.</param>
    /// <param name="size">The bytes of a unit's entry; null for a unit without one.</param>
    /// <param name="seal">Adorns each batch, which tells it from the batches that a user has made.</param>
    /// <param name="distinct">What no two units of a batch may have in common; null has no such limit.</param>
    internal static IAsyncEnumerable<UnitOfWork> BatchWithin(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<StreamOptions, BatchLimits> limits,
        Func<UnitOfWork, long?> size,
        Func<UnitOfWork, UnitOfWork>? seal = null,
        Func<UnitOfWork, object?>? distinct = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(size);
        if (source is Sketch sketch)
            return sketch.Then(nameof(Batch), limits(sketch.Options));
        return Impl(source, limits, size, seal ?? (batch => batch), distinct, default);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> source,
            Func<StreamOptions, BatchLimits> limitsOf,
            Func<UnitOfWork, long?> size,
            Func<UnitOfWork, UnitOfWork> seal,
            Func<UnitOfWork, object?>? distinct,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            var batch = new List<UnitOfWork>();
            var passing = new List<UnitOfWork>();
            var bytes = 0L;
            var taken = new HashSet<object>();
            BatchLimits? limits = null;
            await foreach (var uow in source.WithCancellation(cancellationToken))
            {
                limits ??= limitsOf(uow.Invocation.Options);
                var (failed, own) = Measure(uow, size);
                if (failed)
                    continue;
                var most = Math.Min(limits.EntryBytes, limits.Bytes);
                if (own > most)
                {
                    uow.Fail(new EntryTooLargeException(own.Value, most, limits.Measure));
                    continue;
                }
                var key = own is null ? null : distinct?.Invoke(uow);
                var isFull =
                    batch.Count == limits.Count
                    || bytes + own > limits.Bytes
                    || passing.Count == MaxPassing
                    || (key is not null && taken.Contains(key));
                if (batch.Count > 0 && isFull)
                {
                    yield return seal(UnitOfWork.BatchOf(batch));
                    foreach (var unit in passing)
                        yield return unit;
                    (batch, passing, bytes) = ([], [], 0);
                    taken.Clear();
                }
                if (own is not null)
                {
                    batch.Add(uow);
                    bytes += own.Value;
                    if (key is not null)
                        taken.Add(key);
                }
                else if (batch.Count > 0)
                {
                    passing.Add(uow);
                }
                else
                {
                    yield return uow;
                }
            }
            if (batch.Count > 0)
                yield return seal(UnitOfWork.BatchOf(batch));
            foreach (var unit in passing)
                yield return unit;
        }

        static (bool Failed, long? Size) Measure(UnitOfWork uow, Func<UnitOfWork, long?> size)
        {
            try
            {
                return (false, size(uow));
            }
            catch (Exception error)
            {
                uow.Fail(error);
                return (true, null);
            }
        }
    }

    /// <summary>Takes batches apart again; each unit gets what was left on its batch.</summary>
    public static IAsyncEnumerable<UnitOfWork> Unbatch(this IAsyncEnumerable<UnitOfWork> source) =>
        // A unit that stands for others after a compaction is no batch.
        source.UnbatchWhere(uow => uow.IsBatch);

    /// <summary>The form for our own steps, which take apart only the batches that they have made.</summary>
    internal static IAsyncEnumerable<UnitOfWork> UnbatchWhere(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, bool> isBatch
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is Sketch sketch)
            return sketch.Then(nameof(Unbatch));
        return Impl(source, isBatch, default);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> source,
            Func<UnitOfWork, bool> isBatch,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            await foreach (var uow in source.WithCancellation(cancellationToken))
            {
                if (!isBatch(uow))
                {
                    yield return uow;
                    continue;
                }
                foreach (var unit in uow.Parts())
                    yield return unit;
            }
        }
    }
}
