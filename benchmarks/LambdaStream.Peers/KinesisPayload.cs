using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace LambdaStream.Peers;

/// <summary>Writes the payload of the benchmark: the same bytes for every side and every run.</summary>
/// <remarks>
/// Records have all members that Lambda sends. An event is about 1 KB of JSON; its types take turns, so that one event
/// in ten has a given type. Numbers are written as JavaScript writes them, so that a request does not depend on who made it.
/// </remarks>
public static class KinesisPayload
{
    private const long Epoch = 1_730_000_000_000;

    private static readonly string[] Words =
    [
        "amber",
        "birch",
        "cobalt",
        "dune",
        "ember",
        "fjord",
        "grove",
        "harbour",
        "iris",
        "jade",
        "kelp",
        "lagoon",
        "meadow",
        "nickel",
        "ochre",
        "prairie",
    ];

    /// <summary>The event types that occur, in turn.</summary>
    public static IReadOnlyList<string> EventTypes { get; } =
    [
        "thing-submitted",
        "thing-created",
        "thing-updated",
        "thing-approved",
        "thing-rejected",
        "thing-shipped",
        "thing-delivered",
        "thing-cancelled",
        "thing-archived",
        "thing-restored",
    ];

    /// <summary>The payload of one invocation with that many records, with events of about 1 KB.</summary>
    public static byte[] Create(int records) => Create(records, CreateEvent);

    /// <summary>The payload of one invocation with that many records, with events of 450 bytes.</summary>
    public static byte[] CreateSmall(int records) => Create(records, CreateSmallEvent);

    private static byte[] Create(int records, Func<int, byte[]> createEvent)
    {
        var output = new ArrayBufferWriter<byte>(records * 2_048);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteStartArray("Records");
        for (var i = 0; i < records; i++)
            WriteRecord(writer, i, createEvent(i));
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The event of a record.</summary>
    public static byte[] CreateEvent(int index)
    {
        var output = new ArrayBufferWriter<byte>(1_536);
        // As JSON.stringify writes, which leaves an apostrophe or an umlaut as it is.
        var options = new JsonWriterOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using var writer = new Utf8JsonWriter(output, options);
        WriteEvent(writer, index);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static byte[] CreateSmallEvent(int index)
    {
        const int size = 450;
        var thing = ThingId(index);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"{{Uuid(index, 0xE7)}}","type":"{{EventTypes[index % EventTypes.Count]}}","timestamp":{{Epoch + index}}"""
        );
        var text =
            head
            + $$""","partitionKey":"{{thing}}","tags":{"source":"thing-service"},"thing":{"id":"{{thing}}","text":" """.TrimEnd();
        const string end = "\"}}";
        return System.Text.Encoding.UTF8.GetBytes(text + new string('x', size - text.Length - end.Length) + end);
    }

    private static void WriteRecord(Utf8JsonWriter writer, int index, byte[] @event)
    {
        var sequence = string.Create(CultureInfo.InvariantCulture, $"495903382714909564821583{index:D32}");
        writer.WriteStartObject();
        writer.WriteStartObject("kinesis");
        writer.WriteString("kinesisSchemaVersion", "1.0");
        writer.WriteString("partitionKey", ThingId(index));
        writer.WriteString("sequenceNumber", sequence);
        writer.WriteBase64String("data", @event);
        writer.WriteNumber("approximateArrivalTimestamp", (Epoch + index) / 1000m);
        writer.WriteEndObject();
        writer.WriteString("eventSource", "aws:kinesis");
        writer.WriteString("eventVersion", "1.0");
        writer.WriteString("eventID", "shardId-000000000006:" + sequence);
        writer.WriteString("eventName", "aws:kinesis:record");
        writer.WriteString("invokeIdentityArn", "arn:aws:iam::123456789012:role/listener-role");
        writer.WriteString("awsRegion", "us-east-1");
        writer.WriteString("eventSourceARN", "arn:aws:kinesis:us-east-1:123456789012:stream/event-hub");
        writer.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter writer, int index)
    {
        var thing = ThingId(index);
        writer.WriteStartObject();
        writer.WriteString("id", Uuid(index, 0xE7));
        writer.WriteString("type", EventTypes[index % EventTypes.Count]);
        writer.WriteNumber("timestamp", Epoch + index * 37L);
        writer.WriteString("partitionKey", thing);
        writer.WriteStartObject("tags");
        writer.WriteString("account", "123456789012");
        writer.WriteString("region", "us-east-1");
        writer.WriteString("stage", "prd");
        writer.WriteString("source", "thing-service");
        writer.WriteString("functionname", "thing-service-prd-trigger");
        writer.WriteEndObject();
        WriteThing(writer, index, thing);
        writer.WriteEndObject();
    }

    private static void WriteThing(Utf8JsonWriter writer, int index, string id)
    {
        writer.WriteStartObject("thing");
        writer.WriteString("id", id);
        writer.WriteString("name", $"{Word(index)} {Word(index / 16 + 5)} {index % 977}");
        writer.WriteString("description", Description(index));
        writer.WriteString("status", index % 3 == 0 ? "open" : "closed");
        writer.WriteString("category", Word(index / 7));
        writer.WriteString("ownerId", Uuid(index / 4, 0x0A));
        writer.WriteNumber("quantity", index % 250);
        writer.WriteNumber("price", (index * 7 % 100_000 * 10 + 5) / 100m);
        writer.WriteNumber("weight", index % 90 + 0.25m);
        writer.WriteBoolean("active", index % 2 == 0);
        writer.WriteNumber("createdAt", Epoch - index * 1_009L);
        writer.WriteNumber("updatedAt", Epoch + index * 37L);
        // What the mapping sets itself, too.
        writer.WriteString("lastModifiedBy", Word(index / 3));
        writer.WriteString("currency", "EUR");
        writer.WriteNumber("revision", index % 12 + 1);
        // An optional field: not every entity has the same shape.
        if (index % 4 != 0)
            writer.WriteString("comment", $"{Word(index + 11)} and {Word(index + 13)}");
        if (index % 5 == 0)
            writer.WriteNull("closedAt");
        writer.WriteStartObject("address");
        writer.WriteString("street", $"{Word(index + 2)} street {index % 200 + 1}");
        writer.WriteString("city", Word(index + 9));
        writer.WriteString("zip", (10_000 + index % 80_000).ToString(CultureInfo.InvariantCulture));
        writer.WriteStartObject("position");
        writer.WriteNumber("lat", index % 90 + 0.5m);
        writer.WriteNumber("lon", index % 180 + 0.125m);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("labels");
        for (var i = 0; i < 3; i++)
            writer.WriteStringValue(Word(index + i * 5));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // Some quotes and umlauts, as people write.
    private static string Description(int index) =>
        $"The {Word(index + 3)} by the {Word(index + 7)}, called \"{Word(index + 1)}\", für später: "
        + string.Join(' ', Enumerable.Range(index, 24).Select(Word));

    private static string Word(int index) => Words[index % Words.Length];

    private static string ThingId(int index) => Uuid(index / 2, 0x71);

    // Looks like a random UUID, but is a hash of the index.
    private static string Uuid(int index, byte kind)
    {
        Span<byte> bytes = stackalloc byte[16];
        var state = (ulong)index * 0x9E37_79B9_7F4A_7C15 + kind;
        for (var i = 0; i < bytes.Length; i++)
        {
            state = (state ^ (state >> 29)) * 0xBF58_476D_1CE4_E5B9 + kind;
            bytes[i] = (byte)(state >> 56);
        }
        return new Guid(bytes).ToString();
    }
}
