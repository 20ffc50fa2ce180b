using System.Buffers;
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

    private static readonly string[] MembersOfTrigger = ["id", "type", "timestamp"];

    // About how long they are together.
    private const int TriggerExtent = 128;

    /// <summary>The triggers, each by its id, type and time.</summary>
    public static Json Triggers(IReadOnlyList<Event> triggers)
    {
        var output = new ArrayBufferWriter<byte>(2 + triggers.Count * TriggerExtent);
        output.Write("["u8);
        for (var i = 0; i < triggers.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            WriteTrigger(output, triggers[i]);
        }
        output.Write("]"u8);
        return Json.Written(output);
    }

    /// <summary>The tags of all triggers, a later one's over an earlier one's, without those of their origin.</summary>
    public static Json Tags(IReadOnlyList<Event> triggers)
    {
        var tags = new List<(string, Json)>();
        for (var i = 0; i < triggers.Count; i++)
            Lay(tags, triggers[i].Tags, TagsOfOrigin);
        return Json.ObjectOf(CollectionsMarshal.AsSpan(tags));
    }

    private static void WriteTrigger(ArrayBufferWriter<byte> output, Event trigger)
    {
        var open = "{"u8;
        foreach (var name in MembersOfTrigger)
        {
            var value = trigger[name];
            if (!value.IsDefined)
                continue;
            output.Write(open);
            JsonString.Write(output, name);
            output.Write(":"u8);
            value.WriteTo(output);
            open = ","u8;
        }
        output.Write(open[0] == '{' ? "{}"u8 : "}"u8);
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
        var laid = source.EnumerateObject();
        while (laid.MoveNext())
        {
            if (IsAnyOf(laid.RawName, without))
                continue;
            var value = laid.RawValue.Inflated;
            var place = PlaceOf(laid.RawName, members);
            if (place < 0)
                members.Add((JsonString.Read(laid.RawName), value));
            else
                members[place] = (members[place].Name, Merge(members[place].Value, value));
        }
    }

    private static bool IsAnyOf(ReadOnlySpan<byte> rawName, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (JsonString.Is(rawName, name))
                return true;
        }
        return false;
    }

    private static int PlaceOf(ReadOnlySpan<byte> rawName, List<(string Name, Json Value)> members)
    {
        for (var i = 0; i < members.Count; i++)
        {
            if (JsonString.Is(rawName, members[i].Name))
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
