using System.Text.Json;

namespace LambdaStream;

public static partial class CloudEvent
{
    /// <summary>The CloudEvent that tells an event, such as for the body of a message.</summary>
    /// <param name="event">The event. Attributes in its member <c>cloudevent</c> are those of the CloudEvent.</param>
    /// <param name="source">Its <c>source</c>, where it has none of its own; by default, of the tags, <c>/account/region/source</c>.</param>
    /// <exception cref="InvalidOperationException">The event has no id or no type, which a CloudEvent must have.</exception>
    public static Json Write(Event @event, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(@event);
        return Write(@event, source, static data => data);
    }

    /// <summary>The CloudEvent that tells an event, with its data as a function packs it.</summary>
    internal static Json Write(Event @event, string? source, Func<Json, Json> pack)
    {
        if (@event.Id is not { Length: > 0 } id)
            throw new InvalidOperationException($"The event '{@event.Type}' cannot be a CloudEvent: it has no id.");
        if (@event.Type is not { Length: > 0 } type)
            throw new InvalidOperationException($"The event '{id}' cannot be a CloudEvent: it has no type.");
        var own = @event[Member] is { Kind: JsonValueKind.Object } given ? given : default;
        var time = Time(@event.Timestamp, own["time"]);
        var key = TextOrNone(@event["partitionKey"]);

        var data = new List<(string Name, Json Value)>();
        foreach (var (name, value) in @event.ToJson().EnumerateObject())
        {
            var isAttribute = name switch
            {
                "id" or "type" => true,
                "timestamp" => time.IsDefined,
                "partitionKey" => key.IsDefined,
                Member => own.IsDefined,
                _ => false,
            };
            if (!isAttribute)
                data.Add((name, value));
        }
        foreach (var hidden in own["data"].EnumerateObject())
        {
            if (!data.Exists(member => member.Name == hidden.Name))
                data.Add(hidden);
        }

        var attributes = new List<(string Name, Json Value)>
        {
            ("specversion", Version),
            ("id", id),
            ("source", TextOrNone(own["source"]) is { IsDefined: true } kept ? kept : source ?? SourceOf(@event.Tags)),
            ("type", type),
            ("time", time),
            ("partitionkey", key),
            ("datacontenttype", ContentType(own["datacontenttype"])),
        };
        foreach (var (name, value) in own.EnumerateObject())
        {
            var isWritten = attributes.Exists(attribute => attribute.Name == name && attribute.Value.IsDefined);
            if (name is not ("time" or "data" or "data_base64") && !isWritten)
                attributes.Add((name, value));
        }
        attributes.Add(("data", pack(Json.ObjectOf([.. data]))));
        return Json.ObjectOf([.. attributes]);
    }

    // As it was given, to the last digit, while the timestamp still says the same.
    private static Json Time(long? timestamp, Json given) =>
        given.Kind is JsonValueKind.String
        && TryReadTime(given.GetString()!, out var milliseconds)
        && milliseconds == timestamp
            ? given
            : TimeOf(timestamp);

    // Data of another type has become a member of an object.
    private static Json ContentType(Json given) =>
        given.Kind is JsonValueKind.String && IsJson(given.GetString()!) ? given : JsonType;
}
