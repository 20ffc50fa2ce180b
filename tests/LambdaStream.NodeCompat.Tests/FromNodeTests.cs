using System.Text;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.NodeCompat.Tests;

/// <summary>What the Node library writes, we read.</summary>
public sealed class FromNodeTests(NodeLibrary node, ITestOutputHelper output)
{
    private static readonly Form[] Forms =
    [
        .. Form.Published,
        new(Way.Sqs),
        new(Way.ClaimCheck),
        new(Way.ClaimCheck, 300),
        new(Way.Collected),
        new(Way.Collected, 40),
        new(Way.Fault),
        new(Way.Fault, 10 * 1024),
        new(Way.Fault, 10 * 1024, IsEncrypted: true),
    ];

    [Fact]
    public async Task Random_events_that_Node_writes_are_the_same_to_us()
    {
        var count = 0;
        var compressed = 0;
        foreach (var (i, form) in Forms.Index())
        {
            // These forms Node reads itself before it writes.
            var isRead = form.By is Way.Collected or Way.Fault;
            var events = Run.Events(i, forItems: form.By is Way.Collected, prefixes: !isRead);
            var (seen, read, wire) = await PassAsync(form, events);
            Assert.Equal(events.Count, seen.Count);
            Assert.True(read.Count == seen.Count, $"{form}: {read.Count} of {seen.Count} were read.");
            await node.AssertSameAsync([.. InOrder(seen).Zip(InOrder(read))]);
            count += read.Count;
            compressed += wire.Count(text => text.Contains("\"COMPRESSEDH4sI", StringComparison.Ordinal));
        }
        Run.Report(
            "node-compat-from-node.txt",
            $"From aws-lambda-stream, seed {Run.Seed}: {count} events in {Forms.Length} forms are the same to us, {compressed} of them compressed.",
            output
        );
        // Without it the run would not tell much.
        Assert.True(compressed > count / 10, $"Only {compressed} of {count} were compressed.");
    }

    // The library publishes batches side by side.
    private static IEnumerable<string> InOrder(IReadOnlyList<string> events) =>
        events.OrderBy(text => Event.Parse(text).Timestamp);

    private async Task<(IReadOnlyList<string> Seen, IReadOnlyList<string> Read, IReadOnlyList<string> Wire)> PassAsync(
        Form form,
        IReadOnlyList<string> events
    )
    {
        var list = Json.ArrayOf([.. events.Select(text => Json.Parse(text))]);
        switch (form.By)
        {
            case Way.Sqs:
                var messages = await node.AskAsync("toSqs", ("events", list));
                var bodies = Wire.Texts(messages["Records"], record => record["body"].GetString()!);
                return (events, await Ours.ReadAsync(From.Sqs(), messages.ToUtf8()), bodies);

            case Way.ClaimCheck:
                var entries = new List<string>();
                var objects = new Dictionary<string, byte[]>(StringComparer.Ordinal);
                foreach (var (i, @event) in events.Index())
                {
                    var entry = await node.AskAsync(
                        "checkIn",
                        ("event", Json.Parse(@event)),
                        ("name", $"claims/a b/{i}"),
                        ("compressionThreshold", form.ThresholdJson)
                    );
                    entries.Add(entry["wire"].GetString()!);
                    objects.Add($"claims/a b/{i}", Encoding.UTF8.GetBytes(entry["body"].GetString()!));
                }
                var s3 = new RecordingS3
                {
                    OnGetObject = (request, _) =>
                        new(new GetObjectResponse { Body = objects[$"{request.Bucket}/{request.Key}"] }),
                };
                var redeemed = await Ours.ReadAsync(From.Kinesis(), Wire.Stream(entries), all => all with { S3 = s3 });
                return (events, redeemed, [.. objects.Values.Select(Encoding.UTF8.GetString)]);

            case Way.Collected:
                var published = await PublishAsync(new(Way.Kinesis, form.Threshold), list);
                var collected = await node.AskAsync(
                    "collect",
                    ("source", "kinesis"),
                    ("payload", Json.Parse(Wire.Stream(published.Wire)))
                );
                Assert.True(collected["faults"].Count == 0, collected["faults"].ToString());
                var insertions = Ours.Insertions(Wire.Texts(collected["rows"], row => row));
                return (published.Seen, await Ours.ReadCollectedAsync(insertions), published.Wire);

            case Way.Fault:
                var arrived = await PublishAsync(form with { By = Way.Kinesis }, list);
                var faults = await node.AskAsync(
                    "fail",
                    ("source", "kinesis"),
                    ("payload", Json.Parse(Wire.Stream(arrived.Wire))),
                    ("decrypt", true),
                    ("message", "bad"),
                    ("compressionThreshold", form.ThresholdJson)
                );
                var wire = Wire.Texts(faults["wire"]);
                var resubmitted = new List<string>();
                foreach (var fault in await Ours.ReadAsync(From.Kinesis(), Wire.Stream(wire)))
                {
                    var read = Event.Parse(fault);
                    Assert.Equal(("fault", "broken"), (read.Type, read.Tag("pipeline")));
                    Assert.Equal("bad", read["err"]["message"].GetString());
                    resubmitted.AddRange(await Ours.ReadAsync(From.Kinesis(), Records.Of(read["uow"]["record"])));
                }
                return (events, resubmitted, wire);

            default:
                var (seen, sent) = await PublishAsync(form, list);
                return (seen, await Ours.ReadAsync(From.Kinesis(), Wire.Stream(sent)), sent);
        }
    }

    private async Task<(IReadOnlyList<string> Seen, IReadOnlyList<string> Wire)> PublishAsync(Form form, Json events)
    {
        var isKinesis = form.By is Way.Kinesis;
        var result = await node.AskAsync(
            "publish",
            ("sink", isKinesis ? "kinesis" : "eventBridge"),
            ("events", events),
            ("compressionThreshold", form.ThresholdJson),
            ("fields", form.FieldsJson)
        );
        var wire = Wire.Texts(result["wire"], entry => entry.GetString()!);
        return (
            Wire.Texts(result["seen"], seen => seen.ToString()),
            isKinesis ? [.. wire.Select(data => Encoding.UTF8.GetString(Convert.FromBase64String(data)))] : wire
        );
    }
}
