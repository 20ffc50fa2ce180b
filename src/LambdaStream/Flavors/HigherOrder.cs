using System.Runtime.InteropServices;
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
    public static Json Triggers(IReadOnlyList<Event> triggers)
    {
        var told = new Json[triggers.Count];
        for (var i = 0; i < told.Length; i++)
        {
            var trigger = triggers[i];
            told[i] = Json.ObjectOf(
                ("id", trigger["id"]),
                ("type", trigger["type"]),
                ("timestamp", trigger["timestamp"])
            );
        }
        return Json.ArrayOf(told);
    }

    /// <summary>The tags of all triggers, a later one's over an earlier one's, without those of their origin.</summary>
    public static Json Tags(IReadOnlyList<Event> triggers)
    {
        var tags = new List<(string, Json)>();
        for (var i = 0; i < triggers.Count; i++)
            Lay(tags, triggers[i].Tags, TagsOfOrigin);
        return Json.ObjectOf(CollectionsMarshal.AsSpan(tags));
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
        var members = new List<(string, Json)>();
        Lay(members, target, []);
        Lay(members, source, []);
        return Json.ObjectOf(CollectionsMarshal.AsSpan(members));
    }

    // Lays the members of an object over those that are there.
    private static void Lay(List<(string Name, Json Value)> members, Json source, ReadOnlySpan<string> without)
    {
        foreach (var (name, value) in source.EnumerateObject())
        {
            if (without.Contains(name))
                continue;
            var place = PlaceOf(name, members);
            if (place < 0)
                members.Add((name, value));
            else
                members[place] = (name, Merge(members[place].Value, value));
        }
    }

    private static int PlaceOf(string name, List<(string Name, Json Value)> members)
    {
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].Name == name)
                return i;
        }
        return -1;
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
