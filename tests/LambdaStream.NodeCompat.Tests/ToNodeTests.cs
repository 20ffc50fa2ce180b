using LambdaStream.Testing;

namespace LambdaStream.NodeCompat.Tests;

/// <summary>What we write, the Node library reads.</summary>
public sealed class ToNodeTests(NodeLibrary node, ITestOutputHelper output)
{
    private static readonly Form[] Forms =
    [
        .. Form.Published,
        new(Way.ClaimCheck),
        new(Way.ClaimCheck, 300),
        new(Way.Collected),
        new(Way.Collected, 40),
        new(Way.Fault),
        new(Way.Fault, 300),
        new(Way.Fault, 300, IsEncrypted: true),
        new(Way.Relayed),
        new(Way.Relayed, 20),
        new(Way.Relayed, 300),
    ];

    [Fact]
    public async Task Random_events_that_we_write_are_the_same_to_Node()
    {
        var count = 0;
        var compressed = 0;
        foreach (var (i, form) in Forms.Index())
        {
            var events = Run.Events(Forms.Length + i, forItems: form.By is Way.Collected, prefixes: false);
            if (form.By is Way.ClaimCheck)
                events = [.. events.Select(Enlarged)];
            var (read, wire) = await PassAsync(form, events);
            Assert.True(read.Count == events.Count, $"{form}: {read.Count} of {events.Count} were read.");
            await node.AssertSameAsync([.. events.Zip(read)]);
            count += read.Count;
            compressed += wire.Count(text => text.Contains("\"COMPRESSEDH4sI", StringComparison.Ordinal));
        }
        Run.Report(
            "node-compat-to-node.txt",
            $"To aws-lambda-stream, seed {Run.Seed}: {count} events in {Forms.Length} forms are the same to it, {compressed} of them compressed.",
            output
        );
        Assert.True(compressed > count / 10, $"Only {compressed} of {count} were compressed.");
    }

    [Fact]
    public async Task Random_events_that_we_write_are_the_same_to_us_to_the_last_digit()
    {
        foreach (var (i, form) in Form.Published.Index())
        {
            var events = Run.Events(Forms.Length + i, forItems: false, prefixes: true);
            var (wire, _) = await Ours.PublishAsync(events, form, node.Format);

            var read = await Ours.ReadAsync(From.Kinesis(), Wire.Stream(wire));

            await node.AssertSameAsync([.. events.Zip(read)]);
            Assert.Equal(events.Select(Digits.Of), read.Select(Digits.Of));
        }
    }

    [Fact]
    public async Task Random_events_that_we_collect_are_the_same_to_us_to_the_last_digit()
    {
        var events = Run.Events(0, forItems: false, prefixes: true);

        var read = await Ours.ReadCollectedAsync(Ours.Insertions(await Ours.CollectAsync(events)));

        await node.AssertSameAsync([.. events.Zip(read)]);
        Assert.Equal(events.Select(Digits.Of), read.Select(Digits.Of));
    }

    private async Task<(IReadOnlyList<string> Read, IReadOnlyList<string> Wire)> PassAsync(
        Form form,
        IReadOnlyList<string> events
    )
    {
        switch (form.By)
        {
            case Way.ClaimCheck:
                var (entries, objects) = await Ours.PublishAsync(events, form, node.Format);
                Assert.Equal(events.Count, objects.Count);
                foreach (var put in objects)
                    await node.AskAsync("store", ("name", $"{put.Bucket}/{put.Key}"), ("body", put.Text));
                return (await ReadAsync(entries), [.. objects.Select(put => put.Text)]);

            case Way.Relayed:
                var (first, _) = await Ours.PublishAsync(events, new(Way.Kinesis, 40), node.Format);
                var (second, _) = await Ours.PublishAsync(first, new(Way.EventBridge, form.Threshold), node.Format);
                return (await ReadAsync(second), second);

            case Way.Collected:
                var (wire, _) = await Ours.PublishAsync(events, new(Way.Kinesis, form.Threshold), node.Format);
                var seen = await node.AskAsync(
                    "trigger",
                    ("payload", Json.Parse(Ours.Insertions(await Ours.CollectAsync(wire)))),
                    ("compressionThreshold", form.ThresholdJson)
                );
                // And what the Node trigger then publishes comes back as it was.
                var published = Wire.Texts(seen["wire"]);
                await node.AssertSameAsync([
                    .. events.Zip(await Ours.ReadAsync(From.Kinesis(), Wire.Stream(published))),
                ]);
                return (Wire.Texts(seen["seen"]), wire);

            case Way.Fault:
                var (arrived, _) = await Ours.PublishAsync(events, form with { By = Way.Kinesis }, node.Format);
                var faults = await Ours.FailAsync(arrived, form.Threshold);
                var resubmitted = new List<string>();
                foreach (var fault in await ReadAsync(faults))
                {
                    var read = Event.Parse(fault);
                    Assert.Equal(("fault", "broken"), (read.Type, read.Tag("pipeline")));
                    Assert.Equal("ours", read.Tag("functionname"));
                    Assert.Equal("bad \U0001F600", read["err"]["message"].GetString());
                    resubmitted.AddRange(await ReadAsync(Records.Of(read["uow"]["record"])));
                }
                return (resubmitted, faults);

            default:
                var (sent, _) = await Ours.PublishAsync(events, form, node.Format);
                return (await ReadAsync(sent), sent);
        }
    }

    private Task<IReadOnlyList<string>> ReadAsync(IReadOnlyList<string> wire) => ReadAsync(Wire.Stream(wire));

    private async Task<IReadOnlyList<string>> ReadAsync(byte[] payload)
    {
        var result = await node.AskAsync(
            "read",
            ("source", "kinesis"),
            ("payload", Json.Parse(payload)),
            ("decrypt", true)
        );
        Assert.True(result["errors"].Count == 0, result["errors"].ToString());
        return Wire.Texts(result["events"]);
    }

    // With what compression cannot make small again.
    private static string Enlarged(string @event)
    {
        var bytes = new byte[9_000];
#pragma warning disable CA5394 // Chance that can be repeated is wanted.
        new Random(Run.Seed).NextBytes(bytes);
#pragma warning restore CA5394
        return $"{@event[..^1]},\"large\":\"{Convert.ToBase64String(bytes)}\"}}";
    }
}
