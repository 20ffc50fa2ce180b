using System.Text.Json.Serialization;

namespace LambdaStream.Tests;

/// <summary>A window that counts, and remembers whom.</summary>
internal static partial class Windows
{
    public static WindowOptions<Counted> Counted() =>
        new()
        {
            StateType = CountedContext.Default.Counted,
            Start = () => new(0, []),
            Aggregate = (state, uow) => Add(state, uow),
            Close = (state, _) => Event.Of("things-counted", ("count", state.Count)),
        };

    public static Counted Add(Counted state, UnitOfWork uow) =>
        new(state.Count + 1, [.. state.Ids ?? [], uow.Event.Id ?? ""]);
}

internal sealed record Counted(long Count, IReadOnlyList<string> Ids);

[JsonSerializable(typeof(Counted))]
internal sealed partial class CountedContext : JsonSerializerContext;
