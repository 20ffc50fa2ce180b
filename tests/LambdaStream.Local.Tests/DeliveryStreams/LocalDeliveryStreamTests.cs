using System.Text;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests;

public class LocalDeliveryStreamTests
{
    private readonly LocalWorld _world = new();

    [Fact]
    public async Task Put_WithoutATransformation_IsDelivered()
    {
        var stream = _world.DeliveryStream("lake");

        await PutAsync("a\n", "b\n");

        Assert.Equal(["a\n", "b\n"], stream.Records.Select(Text));
    }

    [Fact]
    public async Task Drain_WithABucket_WritesWhatCameTogetherAsLinesOfOneObject()
    {
        var lake = _world.Bucket("lake-bucket");
        _world.DeliveryStream("lake").To(lake, "raw/");

        await PutAsync("a\n", "b");
        Assert.Empty(lake.Keys);
        await _world.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);
        await PutAsync("c");
        await _world.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["a\nb\n", "c\n"], lake.Keys.Select(key => Text(lake[key]!.Value)).Order());
        Assert.All(lake.Keys, key => Assert.Matches(@"^raw/\d{4}/\d\d/\d\d/\d\d/lake-1-[-0-9]{19}-", key));
    }

    [Fact]
    public async Task Drain_FiveMebibytes_AreAnObject()
    {
        var lake = _world.Bucket("lake-bucket");
        _world.DeliveryStream("lake").To(lake);

        for (var i = 0; i < 6; i++)
            await PutAsync(new string('x', 1_000_000));
        await _world.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([1_000_001, 5_000_005], lake.Keys.Select(key => lake[key]!.Value.Length).Order());
    }

    [Fact]
    public async Task ARuleOfABus_RoutesWholeEnvelopesHere()
    {
        var stream = _world.DeliveryStream("lake");
        _world.Bus("bus").Rule("lake", """{ "detail-type": [{ "anything-but": "fault" }] }""").To(stream);

        await _world.PutAsync(Some.Entry("bus", "thing-created", """{"id":"1"}"""), Some.Entry("bus", "fault", "{}"));
        await _world.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);

        var envelope = Json.Parse(Assert.Single(stream.Records).ToArray());
        Assert.Equal(
            ("thing-created", "1"),
            (envelope["detail-type"].GetString(), envelope["detail"]["id"].GetString())
        );
    }

    [Fact]
    public async Task Drain_ATransformation_ChangesDropsAndFailsRecords()
    {
        var stream = _world
            .DeliveryStream("lake")
            .Transform(
                (payload, _) =>
                {
                    var records = Json.Parse(payload.ToArray())["records"];
                    Json Answer(int i, string result, string data) =>
                        Json.ObjectOf(
                            ("recordId", records[i]["recordId"]),
                            ("result", result),
                            ("data", Convert.ToBase64String(Encoding.UTF8.GetBytes(data)))
                        );
                    // The fourth is left out.
                    return new(
                        Json.ObjectOf(
                                (
                                    "records",
                                    Json.ArrayOf(
                                        Answer(0, "Ok", "A"),
                                        Answer(1, "Dropped", ""),
                                        Answer(2, "ProcessingFailed", "")
                                    )
                                )
                            )
                            .ToUtf8()
                    );
                }
            );
        await PutAsync("a", "b", "c", "d");
        Assert.Empty(stream.Records);

        await _world.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["A"], stream.Records.Select(Text));
        Assert.Equal(["c", "d"], stream.ProcessingFailed.Select(Text));
    }

    [Fact]
    public async Task Drain_ATransformationThatFails_IsTriedFourTimes()
    {
        var attempts = 0;
        var stream = _world
            .DeliveryStream("lake")
            .Transform(
                (_, _) =>
                {
                    attempts++;
                    throw new InvalidOperationException("no");
                }
            );
        await PutAsync("a");

        await _world.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(4, attempts);
        Assert.Equal(["a"], stream.ProcessingFailed.Select(Text));
    }

    [Fact]
    public async Task Put_OutsideTheLimits_IsRefused()
    {
        _world.DeliveryStream("lake");

        async Task<string> CodeOf(params string[] records) =>
            (await Assert.ThrowsAsync<ServiceException>(async () => await PutAsync(records))).Code;

        Assert.Equal("ValidationException", await CodeOf());
        Assert.Equal("ValidationException", await CodeOf([.. Enumerable.Repeat("x", 501)]));
        Assert.Equal("ValidationException", await CodeOf(new string('x', 1000 * 1024 + 1)));
        Assert.Equal("InvalidArgumentException", await CodeOf([.. Enumerable.Repeat(new string('x', 1000 * 1024), 5)]));
    }

    private ValueTask<PutRecordBatchResponse> PutAsync(params string[] records) =>
        _world.Firehose.PutRecordBatchAsync(
            new()
            {
                DeliveryStreamName = "lake",
                Records = [.. records.Select(text => new FirehoseRecord { Data = Encoding.UTF8.GetBytes(text) })],
            },
            TestContext.Current.CancellationToken
        );

    private static string Text(ReadOnlyMemory<byte> data) => Encoding.UTF8.GetString(data.Span);
}
