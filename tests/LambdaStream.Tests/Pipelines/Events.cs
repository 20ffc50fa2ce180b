namespace LambdaStream.Tests.Pipelines;

internal static class Events
{
    /// <summary>An event of a type with an id, whose entity has the same id.</summary>
    public static Event Of(string id, string type = "thing-created") =>
        Event.Of(
            type,
            ("id", id),
            ("partitionKey", id),
            ("timestamp", 1_548_967_022_000),
            ("thing", Json.ObjectOf(("id", id), ("name", $"Thing {id}")))
        );

    public static IEnumerable<Event> Several(int count, string type = "thing-created") =>
        Enumerable.Range(0, count).Select(i => Of($"e{i}", type));

    /// <summary>A rule that writes each thing.</summary>
    public static Materialize Things(string id = "things", Func<UnitOfWork, bool>? filter = null) =>
        new()
        {
            Id = id,
            EventType = EventTypes.StartingWith("thing-"),
            Filters = filter is null ? [] : [filter],
            ToUpdateRequest = uow =>
                UpdateRequest.For(pk: uow.Event["thing"]["id"], sk: "thing").Set(uow.Event["thing"]),
        };
}
