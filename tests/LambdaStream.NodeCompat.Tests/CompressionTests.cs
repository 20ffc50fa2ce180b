using System.IO.Compression;
using System.Text;

namespace LambdaStream.NodeCompat.Tests;

/// <summary>Compressed members, one by one.</summary>
public sealed class CompressionTests(NodeLibrary node)
{
    private const string Event =
        """{"id":"1","type":"thing-created","partitionKey":"t1","timestamp":1700000000000,"tags":{"account":"a"},"thing":{"name":"NAME"}}""";

    [Fact]
    public async Task A_collected_event_whose_member_was_compressed_is_read_by_a_trigger_on_the_other_side()
    {
        var @event = Event.Replace("NAME", new string('n', 20_000), StringComparison.Ordinal);
        var result = await node.AskAsync(
            "publish",
            ("sink", "eventBridge"),
            ("events", Json.ArrayOf(Json.Parse(@event))),
            ("compressionThreshold", 10_240L)
        );
        var wire = result["wire"][0].GetString()!;
        Assert.Contains("\"thing\":\"COMPRESSEDH4sI", wire, StringComparison.Ordinal);
        var stream = Wire.Stream(wire);

        // Collected by us, triggered there.
        var ours = await Ours.CollectAsync([wire]);
        Assert.Equal(20_000, ours[0]["event"]["M"]["thing"]["M"]["name"]["S"].GetString()!.Length);
        var seen = await node.AskAsync("trigger", ("payload", Json.Parse(Ours.Insertions(ours))));
        Assert.Equal(20_000, seen["seen"][0]["thing"]["name"].GetString()!.Length);
        Assert.Contains("nnnnn", seen["wire"][0].GetString(), StringComparison.Ordinal);

        // And the other way round.
        var theirs = await node.AskAsync("collect", ("source", "kinesis"), ("payload", Json.Parse(stream)));
        var read = Assert.Single(await Ours.ReadCollectedAsync(Ours.Insertions([theirs["rows"][0]])));
        Assert.Equal(20_000, Json.Parse(read)["thing"]["name"].GetString()!.Length);
    }

    // The Node library takes every text that begins so for a compressed one, and makes a fault of the event.
    [Theory]
    [InlineData("COMPRESSED")]
    [InlineData("COMPRESSED air")]
    [InlineData("COMPRESSEDH4sIAAAAAAAAA6tWSlay")]
    public async Task A_text_that_begins_as_a_compressed_one_stays_a_text_to_us_and_is_a_fault_to_Node(string text)
    {
        var @event = Event.Replace("NAME", text, StringComparison.Ordinal);
        var (wire, _) = await Ours.PublishAsync([@event], new(Way.Kinesis), node.Format);
        var stream = Wire.Stream(wire[0]);

        var read = Assert.Single(await Ours.ReadAsync(From.Kinesis(), stream));
        var row = Assert.Single(await Ours.CollectAsync(wire));
        var collected = Assert.Single(await Ours.ReadCollectedAsync(Ours.Insertions([row])));
        var refused = await node.AskAsync("read", ("source", "kinesis"), ("payload", Json.Parse(stream)));

        Assert.Equal(text, Json.Parse(read)["thing"]["name"].GetString());
        Assert.Equal(text, Json.Parse(collected)["thing"]["name"].GetString());
        Assert.Equal(0, refused["events"].Count);
        Assert.True(refused["errors"][0]["isFault"].GetBoolean());
    }

    [Fact]
    public async Task What_was_compressed_twice_is_decompressed_once_on_both_sides()
    {
        var inner = Compressed("\"inner\"");
        var @event = Event.Replace("NAME", Compressed($"\"{inner}\""), StringComparison.Ordinal);
        var stream = Wire.Stream(@event);

        var read = Assert.Single(await Ours.ReadAsync(From.Kinesis(), stream));
        var theirs = await node.AskAsync("read", ("source", "kinesis"), ("payload", Json.Parse(stream)));

        Assert.Equal(inner, Json.Parse(read)["thing"]["name"].GetString());
        Assert.Equal(inner, theirs["events"][0]["thing"]["name"].GetString());
    }

    [Fact]
    public async Task An_attribute_that_looks_compressed_is_a_text_on_both_sides()
    {
        var text = Compressed("\"inner\"");
        var row = Json.ObjectOf(
            ("pk", Text("1")),
            ("sk", Text("thing")),
            ("discriminator", Text("thing")),
            ("name", Text(text))
        );

        var read = Assert.Single(await Ours.ReadAsync(From.DynamoDb(), Ours.Insertions([row])));
        var theirs = await node.AskAsync(
            "read",
            ("source", "dynamodb"),
            ("payload", Json.Parse(Ours.Insertions([row])))
        );

        Assert.Equal(text, Json.Parse(read)["raw"]["new"]["name"].GetString());
        Assert.Equal(text, theirs["events"][0]["raw"]["new"]["name"].GetString());

        static Json Text(string text) => Json.ObjectOf(("S", text));
    }

    private static string Compressed(string json)
    {
        using var gzipped = new MemoryStream();
        using (var gzip = new GZipStream(gzipped, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(json));
        return $"COMPRESSED{Convert.ToBase64String(gzipped.ToArray())}";
    }
}
