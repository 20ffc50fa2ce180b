using System.Buffers;
using System.Globalization;
using System.Text.Json;
using LambdaStream.Connectors;

namespace LambdaStream.Peers;

/// <summary>Writes what the stream of a table delivers: changed entities, or rows in which events were collected.</summary>
public static class TablePayload
{
    private const long Epoch = 1_730_000_000;

    // Far away, so that no row has expired.
    private const long Expiry = 4_102_444_800;

    /// <summary>The kinds of entities that occur, in turn.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Enumerable.Range(0, 10).Select(i => $"thing{i}")];

    /// <summary>Every other entity is new, the others were changed.</summary>
    public static byte[] Changes(int records) =>
        Create(
            records,
            (writer, i) =>
            {
                var entity = Entity(i);
                Image(writer, "NewImage", entity);
                if (i % 2 != 0)
                    Image(writer, "OldImage", entity.With("status", "draft").With("quantity", i % 250 + 1));
                return (entity, i % 2 == 0 ? "INSERT" : "MODIFY");
            }
        );

    /// <summary>Rows that were inserted, each with an event of 1 KB under a key of its own.</summary>
    public static byte[] Collected(int records) =>
        Create(
            records,
            (writer, i) =>
            {
                var row = Row(i);
                Image(writer, "NewImage", row);
                return (row, "INSERT");
            }
        );

    /// <summary>The rows that a query for correlated events finds, as a list in DynamoDB's typed JSON.</summary>
    public static byte[] Correlated(int rows)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write("["u8);
        for (var i = 0; i < rows; i++)
        {
            if (i > 0)
                output.Write(","u8);
            Row(i).WriteTypedJson(output);
        }
        output.Write("]"u8);
        return output.WrittenSpan.ToArray();
    }

    private static Item Entity(int index) =>
        Item.From(Json.Parse(KinesisPayload.CreateEvent(index))["thing"])
            .With("pk", string.Create(CultureInfo.InvariantCulture, $"thing|{index}"))
            .With("sk", "thing")
            .With("discriminator", Kinds[index % Kinds.Count])
            .With("timestamp", (Epoch + index) * 1_000);

    private static Item Row(int index)
    {
        // Without the tags of its origin, which the Node library hands on to an event that it leads to.
        var @event = Event
            .Parse(KinesisPayload.CreateEvent(index))
            .With("tags", Json.ObjectOf(("account", "123456789012"), ("source", "thing-service")))
            .ToJson();
        return Item.Of(
            ("pk", @event["id"]),
            ("sk", "EVENT"),
            ("discriminator", "EVENT"),
            ("timestamp", @event["timestamp"]),
            ("sequenceNumber", string.Create(CultureInfo.InvariantCulture, $"{index}")),
            ("ttl", Expiry),
            ("data", string.Create(CultureInfo.InvariantCulture, $"key-{index}")),
            ("event", @event)
        );
    }

    private static void Image(Utf8JsonWriter writer, string name, Item image)
    {
        writer.WritePropertyName(name);
        image.ToTypedJson().WriteTo(writer);
    }

    private static byte[] Create(int records, Func<Utf8JsonWriter, int, (Item Row, string Name)> images)
    {
        var output = new ArrayBufferWriter<byte>(records * 4_096);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteStartArray("Records");
        for (var i = 0; i < records; i++)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("dynamodb");
            writer.WriteNumber("ApproximateCreationDateTime", Epoch + i);
            var (row, name) = images(writer, i);
            Image(writer, "Keys", Item.Of(("pk", row["pk"]), ("sk", row["sk"])));
            writer.WriteString("SequenceNumber", i.ToString("D21", CultureInfo.InvariantCulture));
            writer.WriteNumber("SizeBytes", 1_024);
            writer.WriteString("StreamViewType", "NEW_AND_OLD_IMAGES");
            writer.WriteEndObject();
            writer.WriteString("eventID", string.Create(CultureInfo.InvariantCulture, $"{i:x32}"));
            writer.WriteString("eventName", name);
            writer.WriteString("eventVersion", "1.1");
            writer.WriteString("eventSource", "aws:dynamodb");
            writer.WriteString("awsRegion", Settings.Region);
            writer.WriteString(
                "eventSourceARN",
                "arn:aws:dynamodb:us-east-1:123456789012:table/entities/stream/2024-10-27T03:33:20.000"
            );
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
