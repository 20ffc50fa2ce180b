using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace LambdaStream;

/// <summary>What stands around the value of a Kafka record.</summary>
public sealed record KafkaRecord
{
    /// <summary>The topic.</summary>
    public required string Topic { get; init; }

    /// <summary>The partition of the topic, counted from 0.</summary>
    public required int Partition { get; init; }

    /// <summary>The place in the partition.</summary>
    public required long Offset { get; init; }

    /// <summary>When the record was made or written, in milliseconds since 1970; null where it does not say.</summary>
    public long? Timestamp { get; init; }

    /// <summary>The key; null where the record has none.</summary>
    public ReadOnlyMemory<byte>? Key { get; init; }

    /// <summary>The headers, in their order. A name may occur more than once.</summary>
    public IReadOnlyList<KafkaHeader> Headers { get; init; } = [];

    /// <summary>Whether the record has no value, by which a compacted topic says that what has its key is gone.</summary>
    public bool IsTombstone { get; init; }

    /// <summary>The key as text; null where the record has none.</summary>
    public string? KeyText => Key is { } key ? Encoding.UTF8.GetString(key.Span) : null;

    /// <summary>The last header of that name as text; null where there is none.</summary>
    public string? Header(string name) => Headers.LastOrDefault(header => header.Name == name)?.Text;

    /// <summary>Reads a record as Lambda delivers it.</summary>
    /// <exception cref="JsonException">It has no place in a topic, or its key is no base64, or a header is no list of bytes.</exception>
    public static KafkaRecord From(Json record)
    {
        if (
            record["topic"] is not { Kind: JsonValueKind.String } topic
            || !record["partition"].TryGetInt64(out var partition)
            || partition is < 0 or > int.MaxValue
            || !record["offset"].TryGetInt64(out var offset)
        )
            throw new JsonException("The Kafka record has no topic, partition and offset.");
        return new()
        {
            Topic = topic.GetString()!,
            Partition = (int)partition,
            Offset = offset,
            Timestamp = record["timestamp"].TryGetInt64(out var time) ? time : null,
            Key = KeyOf(record["key"]),
            Headers = HeadersOf(record["headers"]),
            IsTombstone = record["value"].IsNullOrUndefined,
        };
    }

    internal Json ToJson() =>
        Json.ObjectOf(("Topic", Topic), ("Partition", Partition), ("Offset", Offset), ("Key", KeyText));

    private static ReadOnlyMemory<byte>? KeyOf(Json key)
    {
        if (key.IsNullOrUndefined)
            return null;
        if (key.Kind is not JsonValueKind.String || key.GetString() is not { } text || !Base64.IsValid(text))
            throw new JsonException("The Kafka record's key is no valid base64.");
        return Convert.FromBase64String(text);
    }

    // A list of objects, each as a rule with one member, which is a list of bytes. Java's bytes may be negative.
    private static List<KafkaHeader> HeadersOf(Json headers)
    {
        var read = new List<KafkaHeader>();
        if (headers.IsNullOrUndefined)
            return read;
        if (headers.Kind is not JsonValueKind.Array)
            throw new JsonException("The Kafka record's headers are no list.");
        foreach (var header in headers.EnumerateArray())
        {
            if (header.Kind is not JsonValueKind.Object)
                throw new JsonException("A header of the Kafka record is no object.");
            foreach (var (name, value) in header.EnumerateObject())
                read.Add(new() { Name = name, Value = BytesOf(name, value) });
        }
        return read;
    }

    private static ReadOnlyMemory<byte>? BytesOf(string name, Json value)
    {
        if (value.IsNullOrUndefined)
            return null;
        var bytes = new List<byte>();
        if (value.Kind is JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                if (!item.TryGetInt64(out var number) || number is < sbyte.MinValue or > byte.MaxValue)
                    throw new JsonException($"The Kafka record's header {name} is no list of bytes.");
                bytes.Add(unchecked((byte)number));
            }
            return bytes.ToArray();
        }
        throw new JsonException($"The Kafka record's header {name} is no list of bytes.");
    }
}

/// <summary>A header of a Kafka record.</summary>
public sealed record KafkaHeader
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The value; null where it has none.</summary>
    public ReadOnlyMemory<byte>? Value { get; init; }

    /// <summary>The value as text; null where it has none.</summary>
    public string? Text => Value is { } value ? Encoding.UTF8.GetString(value.Span) : null;
}
