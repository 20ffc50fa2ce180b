using System.Text;

namespace LambdaStream.Local.Tests.EventSources;

public class TableStreamTests
{
    private const string Arn = "arn:aws:dynamodb:eu-west-1:1:table/things/stream/2026";

    private readonly LocalWorld _world = Some.World();
    private readonly ScriptedStreams _streams = new();
    private readonly List<string> _batches = [];
    private Func<string, string?> _answer = _ => null;
    private byte[] _payload = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AShard_IsReadAfterItsParent_HoweverTheyAreListed()
    {
        var child = _streams.Add("child", "parent");
        var orphan = _streams.Add("orphan", "trimmed long ago");
        var parent = _streams.Add("parent");
        child.Put("3", "4");
        orphan.Put("5");
        parent.Put("1", "2");
        parent.IsClosed = true;
        await ConnectAsync(new() { BatchSize = 1 });

        await DrainAsync();

        Assert.Equal(["1", "2", "3", "4"], _batches.Where(batch => batch != "5"));
        Assert.Contains("5", _batches);
        Assert.Contains("describe after orphan", _streams.Calls);
    }

    [Fact]
    public async Task AShardWhoseParentStillFails_Waits()
    {
        var parent = _streams.Add("parent");
        parent.Put("1");
        parent.IsClosed = true;
        _streams.Add("child", "parent").Put("2");
        var failures = 0;
        _answer = batch => batch == "1" && ++failures < 4 ? throw new TimeoutException("Later.") : null;
        await ConnectAsync(new());

        await DrainAsync();

        Assert.Equal(["1", "1", "1", "1", "2"], _batches);
    }

    [Fact]
    public async Task TheNextPage_IsReadWhenAllOfTheLastIsDone()
    {
        _streams.Add("shard").Put("1", "2", "3", "4");
        var failures = new Queue<string>(["2", "2", ""]);
        _answer = _ =>
            failures.TryDequeue(out var failed) && failed.Length > 0
                ? $$"""{"batchItemFailures":[{"itemIdentifier":"{{failed}}"}]}"""
                : null;
        await ConnectAsync(new() { BatchSize = 2, ReportBatchItemFailures = true });

        await DrainAsync();

        Assert.Equal(["1,2", "2", "2", "3,4"], _batches);
    }

    [Fact]
    public async Task WhatFailsWithoutEnd_IsGivenUp_AndTheShardGoesOn()
    {
        _streams.Add("shard").Put("1", "2");
        _answer = batch => batch == "1" ? throw new TimeoutException("Never.") : null;
        var mapping = await ConnectAsync(new() { BatchSize = 1, MaximumRetryAttempts = 2 });

        await DrainAsync();

        Assert.Equal(["1", "1", "1", "2"], _batches);
        Assert.Equal(
            ("shard", "1", 3),
            Assert.Single(mapping.OnFailure) switch
            {
                var f => (f.ShardId, f.StartSequenceNumber, f.Attempts),
            }
        );
        Assert.Equal(2, mapping.RecordCount);
    }

    [Fact]
    public async Task AnExpiredPlace_IsFoundAgainBehindWhatIsDone()
    {
        var shard = _streams.Add("shard");
        shard.Put("1", "2");
        await ConnectAsync(new());
        await DrainAsync();
        shard.Put("3");
        _streams.Age();

        await DrainAsync();

        Assert.Equal(["1,2", "3"], _batches);
        Assert.Contains("shard AFTER_SEQUENCE_NUMBER 2", _streams.Calls);
    }

    [Fact]
    public async Task Latest_BeginsWithTheConnection_AndGoesOnInTheChildren()
    {
        var old = _streams.Add("old");
        old.Put("1");
        old.IsClosed = true;
        var open = _streams.Add("open", "old");
        open.Put("2");
        await ConnectAsync(new() { StartingPosition = StartingPosition.Latest });
        open.Put("3");
        open.IsClosed = true;
        _streams.Add("next", "open").Put("4");

        await DrainAsync();

        Assert.Equal(["3", "4"], _batches);
    }

    [Fact]
    public async Task Latest_WhoseFirstPlaceHasExpired_GivesOldRecordsRatherThanLosingNewOnes()
    {
        var shard = _streams.Add("shard");
        shard.Put("1");
        await ConnectAsync(new() { StartingPosition = StartingPosition.Latest });
        shard.Put("2");
        _streams.Age();

        await DrainAsync();

        Assert.Equal(["1,2"], _batches);
    }

    [Fact]
    public async Task AStreamThatFails_StopsTheWorld_AndNothingIsLost()
    {
        _streams.Add("shard").Put("1");
        await ConnectAsync(new());
        var failing = new CancellationTokenSource();
        _answer = _ =>
        {
            failing.Cancel();
            throw new OperationCanceledException(failing.Token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await _world.DrainAsync(cancellationToken: failing.Token)
        );
        _answer = _ => null;

        await DrainAsync();

        Assert.Equal(["1", "1"], _batches);
    }

    [Fact]
    public async Task ARecord_IsDeliveredInLambdasForm()
    {
        _streams.Add("shard").Put("1");
        await ConnectAsync(new());

        await DrainAsync();

        var record = Json.Parse(_payload)["Records"][0];
        Assert.Equal("1795429980", record["dynamodb"]["ApproximateCreationDateTime"].ToString());
        Assert.Equal(
            """{"type":"Service","principalId":"dynamodb.amazonaws.com"}""",
            record["userIdentity"].ToString()
        );
        Assert.Equal(Arn, record["eventSourceARN"].GetString());
        Assert.Equal("1", record["dynamodb"]["Keys"]["pk"]["S"].GetString());
        Assert.Equal(
            ("1", "REMOVE", "1.1", "aws:dynamodb", "eu-west-1"),
            (
                record["eventID"].GetString(),
                record["eventName"].GetString(),
                record["eventVersion"].GetString(),
                record["eventSource"].GetString(),
                record["awsRegion"].GetString()
            )
        );
    }

    private ValueTask<EventSourceMapping> ConnectAsync(EventSourceMappingOptions options) =>
        _world.ConnectAsync(_streams, Arn, InvokeAsync, options, Token);

    private ValueTask DrainAsync() => _world.DrainAsync(cancellationToken: Token);

    private ValueTask<ReadOnlyMemory<byte>> InvokeAsync(
        ReadOnlyMemory<byte> payload,
        CancellationToken cancellationToken
    )
    {
        _payload = payload.ToArray();
        var ids = new List<string>();
        foreach (var record in Json.Parse(_payload)["Records"].EnumerateArray())
            ids.Add(record["eventID"].GetString()!);
        var batch = string.Join(',', ids);
        _batches.Add(batch);
        return new(_answer(batch) is { } answer ? Encoding.UTF8.GetBytes(answer) : default(ReadOnlyMemory<byte>));
    }
}
