namespace LambdaStream.Testing;

/// <summary>A record of a topic, from which <see cref="Records.KafkaEntries"/> builds what Lambda delivers.</summary>
public sealed record KafkaEntry
{
    /// <summary>The topic; by default topic.</summary>
    public string Topic { get; init; } = "topic";

    /// <summary>The partition; by default 0.</summary>
    public int Partition { get; init; }

    /// <summary>The place in the partition; by default that among the entries of the same partition.</summary>
    public long? Offset { get; init; }

    /// <summary>The key; by default none.</summary>
    public string? Key { get; init; }

    /// <summary>The value; null for a tombstone.</summary>
    public ReadOnlyMemory<byte>? Value { get; init; }

    /// <summary>The headers, names and texts; by default none.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>An entry with an event as its value.</summary>
    public static KafkaEntry Of(Event @event, int partition = 0)
    {
        ArgumentNullException.ThrowIfNull(@event);
        return new()
        {
            Partition = partition,
            Key = @event.PartitionKey,
            Value = @event.ToJson().ToUtf8(),
        };
    }

    internal Json ToRecord(long place) =>
        Json.ObjectOf(
            ("topic", Topic),
            ("partition", Partition),
            ("offset", Offset ?? place),
            ("timestamp", 1_545_084_650_987),
            ("timestampType", "CREATE_TIME"),
            ("key", Key is null ? default : Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Key))),
            ("value", Value is { } value ? Convert.ToBase64String(value.Span) : Json.Null),
            (
                "headers",
                Json.ArrayOf([.. Headers.Select(header => Json.ObjectOf((header.Name, BytesOf(header.Value))))])
            )
        );

    private static Json BytesOf(string text) =>
        Json.ArrayOf([.. System.Text.Encoding.UTF8.GetBytes(text).Select(value => (Json)(long)value)]);
}
