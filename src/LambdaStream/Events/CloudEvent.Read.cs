using System.Text.Json;

namespace LambdaStream;

public static partial class CloudEvent
{
    /// <summary>The event that a CloudEvent tells.</summary>
    /// <remarks>
    /// Its <c>time</c> is the timestamp, <c>partitionkey</c>, else <c>subject</c>, the partition key, and <c>source</c> the tag
    /// of that name, unless the data has one. Members of an object in <c>data</c> are members of the event; what of them, and of
    /// the attributes, has no place there is in the member <c>cloudevent</c>. Other data is the member <c>data</c> or
    /// <c>data_base64</c>.
    /// </remarks>
    /// <exception cref="JsonException">It is no CloudEvent of version 1.0; the message says what is wrong.</exception>
    public static Event Read(Json cloudEvent) => Event.From(ToEnvelope(cloudEvent));

    /// <summary>Whether an event says of itself that it is a CloudEvent.</summary>
    internal static bool Is(Json text, EventHead head) => !head.Find(text, "specversion").IsNullOrUndefined;

    /// <summary>Sees to it that an event that says so is a CloudEvent, as far as its attributes go that each must have.</summary>
    /// <exception cref="JsonException">It is not; the message says what is wrong.</exception>
    internal static void Check(Json cloudEvent)
    {
        if (cloudEvent.Kind is not JsonValueKind.Object)
            throw new JsonException($"The CloudEvent is no JSON object but a {cloudEvent.Kind}.");
        if (!cloudEvent["specversion"].IsString(Version))
            throw new JsonException(
                $"The CloudEvent's specversion is {(cloudEvent["specversion"] is { IsDefined: true } other ? other.ToString() : "missing")}, not \"{Version}\"."
            );
        foreach (var name in (ReadOnlySpan<string>)["id", "source", "type"])
        {
            if (cloudEvent[name].Kind is not JsonValueKind.String || cloudEvent[name].GetString() is "")
                throw new JsonException($"The CloudEvent has no text in its attribute '{name}'.");
        }
    }

    /// <summary>The text of the event that a CloudEvent tells, with compressed values decompressed.</summary>
    /// <exception cref="JsonException">It is no CloudEvent of version 1.0; the message says what is wrong.</exception>
    internal static Json ToEnvelope(Json cloudEvent)
    {
        Check(cloudEvent);
        var parts = cloudEvent.Pick("id", "type", "source", "time", "partitionkey", "subject", "datacontenttype");
        var (id, type, source, time, key) = (parts[0], parts[1], parts[2], parts[3], TextOrNone(parts[4]));
        var timestamp = Timestamp(time);
        var data = Data(cloudEvent, parts[6]);
        if (!key.IsDefined && !data["partitionKey"].IsDefined)
            key = TextOrNone(parts[5]);

        var members = new List<(string Name, Json Value)>
        {
            ("id", id),
            ("type", type),
            ("timestamp", timestamp),
            ("partitionKey", key),
        };
        members.RemoveAll(member => !member.Value.IsDefined);
        var head = members.ConvertAll(member => member.Name);
        var hidden = new List<(string Name, Json Value)>();
        Json tags = default;
        foreach (var (name, value) in data.EnumerateObject())
        {
            if (name is "tags" && value.Kind is JsonValueKind.Object)
                tags = value;
            else if (name is "tags" or Member || head.Contains(name))
                hidden.Add((name, value));
            else
                members.Add((name, value));
        }
        var isOwn = source.IsString(SourceOf(tags));
        members.Add(("tags", tags["source"].IsDefined ? tags : Json.ObjectOf([.. Members(tags), ("source", source)])));

        var attributes = new List<(string Name, Json Value)>();
        foreach (var (name, value) in cloudEvent.EnumerateObject())
        {
            if (name is "data_base64" && data.Kind is not JsonValueKind.Undefined || value.IsNullOrUndefined)
                continue;
            var isKept = name switch
            {
                "specversion" or "id" or "type" or "data" or "data_base64" => false,
                "source" => !isOwn,
                "time" => !value.IsString(TimeOf(timestamp.GetInt64())!),
                "partitionkey" => value.Kind is not JsonValueKind.String,
                "datacontenttype" => !value.IsString(JsonType),
                _ => true,
            };
            if (isKept)
                attributes.Add((name, value));
        }
        if (data.IsDefined && data.Kind is not JsonValueKind.Object)
            members.Add(("data", data));
        else if (!data.IsDefined && cloudEvent["data_base64"] is { IsNullOrUndefined: false } base64)
            members.Add(("data_base64", base64));
        if (hidden.Count > 0)
            attributes.Add(("data", Json.ObjectOf([.. hidden])));
        if (attributes.Count > 0)
            members.Add((Member, Json.ObjectOf([.. attributes])));
        return Json.ObjectOf([.. members]);
    }

    private static Json TextOrNone(Json value) =>
        value.Kind is JsonValueKind.String && value.GetString() is not "" ? value : default;

    private static Json Timestamp(Json time) =>
        time.IsNullOrUndefined ? default(Json)
        : time.Kind is JsonValueKind.String && TryReadTime(time.GetString()!, out var milliseconds) ? milliseconds
        : throw new JsonException($"The CloudEvent's time is {time}, no timestamp of RFC 3339.");

    // JSON may also come as base64; other bytes stay as they are.
    private static Json Data(Json cloudEvent, Json contentType)
    {
        var data = cloudEvent["data"];
        var base64 = cloudEvent["data_base64"];
        if (base64.IsNullOrUndefined)
            return data;
        if (data.IsDefined)
            throw new JsonException("The CloudEvent has both data and data_base64.");
        if (base64.Kind is not JsonValueKind.String)
            throw new JsonException("The CloudEvent's data_base64 is no text.");
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(base64.GetString()!);
        }
        catch (FormatException error)
        {
            throw new JsonException("The CloudEvent's data_base64 is no valid base64.", error);
        }
        return contentType.Kind is JsonValueKind.String && IsJson(contentType.GetString()!)
            ? Json.Parse(bytes)
            : default;
    }

    private static List<(string Name, Json Value)> Members(Json value)
    {
        var members = new List<(string Name, Json Value)>();
        foreach (var member in value.EnumerateObject())
            members.Add(member);
        return members;
    }
}
