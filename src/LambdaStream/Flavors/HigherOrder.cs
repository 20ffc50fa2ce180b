using System.Text.Json;

namespace LambdaStream;

/// <summary>What an event says of the events that led to it.</summary>
internal static class HigherOrder
{
    // Where the events came from, which is not where the new one does: it gets tags of its own when it is published.
    private static readonly string[] TagsOfOrigin =
    [
        "region",
        "source",
        "stage",
        "functionname",
        "pipeline",
        "traceparent",
        "tracestate",
    ];

    /// <summary>The triggers, each by its id, type and time.</summary>
    public static Json Triggers(IReadOnlyList<Event> triggers) =>
        Json.ArrayOf([
            .. triggers.Select(trigger =>
                Json.ObjectOf(("id", trigger["id"]), ("type", trigger["type"]), ("timestamp", trigger["timestamp"]))
            ),
        ]);

    /// <summary>The tags of all triggers, a later one's over an earlier one's, without those of their origin.</summary>
    public static Json Tags(IReadOnlyList<Event> triggers)
    {
        var tags = triggers.Aggregate(Json.ObjectOf(), (merged, trigger) => Merge(merged, trigger.Tags));
        var kept = new List<(string, Json)>();
        foreach (var (name, value) in tags.EnumerateObject())
        {
            if (!TagsOfOrigin.Contains(name))
                kept.Add((name, value));
        }
        return Json.ObjectOf([.. kept]);
    }

    private static Json Merge(Json target, Json source)
    {
        if (!source.IsDefined)
            return target;
        return (target.Kind, source.Kind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => MergeObjects(target, source),
            (JsonValueKind.Array, JsonValueKind.Array) => MergeArrays(target, source),
            _ => source,
        };
    }

    private static Json MergeObjects(Json target, Json source)
    {
        var members = new List<(string Name, Json Value)>();
        foreach (var member in target.EnumerateObject())
            members.Add(member);
        foreach (var (name, value) in source.EnumerateObject())
        {
            var place = members.FindIndex(member => member.Name == name);
            if (place < 0)
                members.Add((name, value));
            else
                members[place] = (name, Merge(members[place].Value, value));
        }
        return Json.ObjectOf([.. members]);
    }

    // Place by place, as objects are member by member.
    private static Json MergeArrays(Json target, Json source)
    {
        var elements = new List<Json>();
        var count = Math.Max(target.Count, source.Count);
        for (var i = 0; i < count; i++)
            elements.Add(Merge(target[i], source[i]));
        return Json.ArrayOf([.. elements]);
    }
}
