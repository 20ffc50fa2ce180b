using System.Runtime.CompilerServices;
using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Makes one unit of work of each part of a unit; the part is in <see cref="Slots.Split"/>.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="parts">The parts, for example the elements of a list in the event.</param>
    public static IAsyncEnumerable<UnitOfWork> Split(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, IEnumerable<Json>> parts
    ) => source.Split(parts, Slots.Split);

    /// <summary>Makes one unit of work of each part of a unit, as the splitting says.</summary>
    public static IAsyncEnumerable<UnitOfWork> Split(this IAsyncEnumerable<UnitOfWork> source, Splitting splitting)
    {
        ArgumentNullException.ThrowIfNull(splitting);
        var target = splitting.Target ?? Slots.Split;
        var parts = splitting switch
        {
            { Way: { } way } => way(source),
            { On: { } on } => source.Split(on, target),
            { OnAsync: { } on } => source.Split(on, target),
            _ => throw new ArgumentException("The splitting says nothing of its parts. Set On.", nameof(splitting)),
        };
        return splitting.Omit is null || parts is Sketch ? parts : parts.Map(splitting.Omit);
    }

    /// <summary>Makes one unit of work of each part of a unit, and leaves the part in a slot.</summary>
    /// <remarks>
    /// How many parts there were and which one this is, counted from 1, are in <see cref="Slots.SplitOnTotal"/> and
    /// <see cref="Slots.SplitOnItemNumber"/>.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> Split<T>(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, IEnumerable<T>> parts,
        Slot<T> target
    )
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(target);
        if (source is Sketch sketch)
            return sketch.Then(nameof(Split), target.Name);
        return source.FlatMap(uow => Parts(uow, parts(uow), target));
    }

    /// <inheritdoc cref="Split{T}(IAsyncEnumerable{UnitOfWork}, Func{UnitOfWork, IEnumerable{T}}, Slot{T})"/>
    public static IAsyncEnumerable<UnitOfWork> Split<T>(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, CancellationToken, ValueTask<IEnumerable<T>>> parts,
        Slot<T> target
    )
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(target);
        if (source is Sketch sketch)
            return sketch.Then(nameof(Split), target.Name);
        return source.FlatMap(Units);

        async IAsyncEnumerable<UnitOfWork> Units(
            UnitOfWork uow,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            foreach (var part in Parts(uow, await parts(uow, cancellationToken), target))
                yield return part;
        }
    }

    private static IEnumerable<UnitOfWork> Parts<T>(UnitOfWork uow, IEnumerable<T> parts, Slot<T> target)
        where T : notnull
    {
        var all = parts.ToList();
        return all.Select(
            (part, index) =>
                uow.With(Slots.SplitOnTotal, all.Count).With(Slots.SplitOnItemNumber, index + 1).With(target, part)
        );
    }
}
