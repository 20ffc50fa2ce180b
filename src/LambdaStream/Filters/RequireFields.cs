using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Makes a fault of each unit of work whose event lacks one of these fields.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="paths">Paths of the event, such as <c>thing.id</c>; JSON null counts as missing.</param>
    public static IAsyncEnumerable<UnitOfWork> RequireFields(
        this IAsyncEnumerable<UnitOfWork> source,
        params IReadOnlyList<string> paths
    ) =>
        source is Sketch sketch
            ? sketch.Then(nameof(RequireFields), string.Join(", ", paths))
            : source.Filter(Required.Fields(paths));
}

/// <summary>Filters that do not drop what they reject but make a fault of it, for <see cref="Rule.Filters"/>.</summary>
public static class Required
{
    /// <summary>The event has all of these fields; where it lacks some, its unit is a fault that names them.</summary>
    /// <param name="paths">Paths of the event, such as <c>thing.id</c>; JSON null counts as missing.</param>
    public static Func<UnitOfWork, bool> Fields(params IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return uow =>
        {
            var missing = paths.Where(path => uow.Event.At(path).IsNullOrUndefined).ToList();
            return missing.Count == 0
                ? true
                : throw new InvalidOperationException(
                    $"The event '{uow.Event.Type}' has no {string.Join(", no ", missing)}."
                );
        };
    }
}
