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
        var parts = splitting.Way?.Invoke(source) ?? source.Split(splitting.On, splitting.Target ?? Slots.Split);
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
        return source.FlatMap(uow =>
        {
            var all = parts(uow).ToList();
            return all.Select(
                (part, index) =>
                    uow.With(Slots.SplitOnTotal, all.Count).With(Slots.SplitOnItemNumber, index + 1).With(target, part)
            );
        });
    }
}
