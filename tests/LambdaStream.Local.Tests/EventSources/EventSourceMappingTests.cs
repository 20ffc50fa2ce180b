using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests.EventSources;

public class EventSourceMappingTests
{
    private readonly LocalWorld _world = Some.World();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AFunction_GetsTheRecordsInBatchesAndInOrder()
    {
        var function = Connect(new() { BatchSize = 2 });
        Put("a", "b", "c", "d", "e");

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["a,b", "c,d", "e"], function.Batches);
    }

    [Fact]
    public async Task AFunction_GetsWhatComesWhileTheWorldDrains()
    {
        CollectingFunction? function = null;
        function = Connect(
            new(),
            payload =>
            {
                if (function!.Payloads.Count < 4)
                    Put($"after {function.Payloads.Count}");
                return null;
            }
        );
        Put("a");

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["a", "after 1", "after 2", "after 3"], function.Batches);
    }

    [Fact]
    public async Task AFunction_GetsATablesChanges()
    {
        var table = _world.Table("things", "pk");
        var function = new CollectingFunction();
        _world.Connect(table, function.InvokeAsync);
        table.Put(Item.Of(("pk", "a")));
        table.Delete("a");

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(
            table.Changes.Select(change => change.ToString()),
            CollectingFunction.Records(Assert.Single(function.Payloads)).Select(record => record.ToString())
        );
    }

    [Fact]
    public async Task SeveralFunctions_HaveTheirOwnCheckpoints()
    {
        Put("a");
        var oldest = Connect(new());
        var latest = Connect(new() { StartingPosition = StartingPosition.Latest });
        await _world.DrainAsync(cancellationToken: Token);
        Put("b");

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["a", "b"], oldest.Batches);
        Assert.Equal(["b"], latest.Batches);
    }

    [Fact]
    public async Task TheShards_AreReadSideBySide()
    {
        var stream = _world.Stream("sharded", 2);
        var function = new CollectingFunction();
        _world.Connect(stream, function.InvokeAsync, new() { BatchSize = 1 });
        var high = UInt128.MaxValue;
        stream.Put("k", Some.Utf8("low 1"), UInt128.Zero);
        stream.Put("k", Some.Utf8("low 2"), UInt128.Zero);
        stream.Put("k", Some.Utf8("high 1"), high);

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["low 1", "high 1", "low 2"], function.Batches);
    }

    [Fact]
    public async Task AFailedRecord_IsDeliveredAgainWithWhatIsBehindIt()
    {
        var failing = new Queue<string>(["d b", "b", "c", ""]);
        var function = Connect(
            new() { ReportBatchItemFailures = true },
            payload =>
            {
                var now = failing.Dequeue().Split(' ');
                return CollectingFunction.Failures(payload, data => now.Contains(data));
            }
        );
        Put("a", "b", "c", "d");

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["a,b,c,d", "b,c,d", "b,c,d", "c,d"], function.Batches);
    }

    [Fact]
    public async Task AFailedRecord_HoldsUpWhatComesLater()
    {
        var function = Connect(
            new()
            {
                ReportBatchItemFailures = true,
                BatchSize = 2,
                MaximumRetryAttempts = 1,
            },
            payload => CollectingFunction.Failures(payload, data => data is "b")
        );
        Put("a", "b", "c");

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["a,b", "b", "c"], function.Batches);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"batchItemFailures":null}""")]
    [InlineData("""{"batchItemFailures":[]}""")]
    public async Task AResponseWithoutFailures_IsASuccess(string? response)
    {
        var function = Connect(new() { ReportBatchItemFailures = true }, _ => response);
        Put("a", "b");

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["a,b"], function.Batches);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("\"Success\"")]
    [InlineData("""{"batchItemFailures":{}}""")]
    [InlineData("""{"batchItemFailures":[{}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":""}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":null}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"unknown"}]}""")]
    public async Task AResponseThatCannotBeUnderstood_FailsTheBatch(string response)
    {
        var function = new CollectingFunction(_ => response);
        var mapping = _world.Connect(
            _world.Stream("hub"),
            function.InvokeAsync,
            new() { ReportBatchItemFailures = true, MaximumRetryAttempts = 1 }
        );
        Put("a", "b");

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["a,b", "a,b"], function.Batches);
        Assert.Equal(2, Assert.Single(mapping.OnFailure).Records.Count);
    }

    [Fact]
    public async Task WithoutReporting_TheResponseIsIgnored()
    {
        var function = Connect(new(), payload => CollectingFunction.Failures(payload, _ => true));
        Put("a");

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["a"], function.Batches);
    }

    [Fact]
    public async Task AfterTheLastAttempt_TheRecordsGoToOnFailure()
    {
        var error = new TimeoutException("too slow");
        var function = new CollectingFunction(payload =>
            CollectingFunction.Records(payload).Any(record => CollectingFunction.DataOf(record) is "b")
                ? throw error
                : null
        );
        var stream = _world.Stream("hub");
        var mapping = _world.Connect(stream, function.InvokeAsync, new() { BatchSize = 2, MaximumRetryAttempts = 2 });
        Put("a", "b", "c");

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["a,b", "a,b", "a,b", "c"], function.Batches);
        var failed = Assert.Single(mapping.OnFailure);
        Assert.Equal((3, stream.Arn, "shardId-000000000000"), (failed.Attempts, failed.EventSourceArn, failed.ShardId));
        Assert.Same(error, failed.Error);
        Assert.Equal(["a", "b"], failed.Records.Select(CollectingFunction.DataOf));
        Assert.Equal(failed.Records[0].At("kinesis.sequenceNumber").GetString(), failed.StartSequenceNumber);
        Assert.Equal(failed.Records[1].At("kinesis.sequenceNumber").GetString(), failed.EndSequenceNumber);
    }

    [Fact]
    public async Task Bisecting_LeavesOnlyThePoisonousRecordBehind()
    {
        var function = new CollectingFunction(payload =>
            CollectingFunction.Records(payload).Any(record => CollectingFunction.DataOf(record) is "c")
                ? throw new InvalidOperationException("poison")
                : null
        );
        var mapping = _world.Connect(
            _world.Stream("hub"),
            function.InvokeAsync,
            new() { BisectBatchOnFunctionError = true, MaximumRetryAttempts = 1 }
        );
        Put("a", "b", "c", "d", "e");

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["a,b,c,d,e", "a,b", "c,d,e", "c", "c", "d,e"], function.Batches);
        Assert.Equal(["c"], Assert.Single(mapping.OnFailure).Records.Select(CollectingFunction.DataOf));
    }

    [Fact]
    public async Task ABatch_IsNeverOverSixMegabytes()
    {
        var function = Connect(new());
        for (var i = 0; i < 5; i++)
            _world.Stream("hub").Put("k", new byte[1024 * 1024 - 1]);

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal([4, 1], function.Payloads.Select(payload => CollectingFunction.Records(payload).Count()));
    }

    [Fact]
    public async Task ACancelledInvocation_IsDeliveredAgain()
    {
        using var cancellation = new CancellationTokenSource();
        var function = Connect(
            new(),
            _ =>
            {
                if (cancellation.IsCancellationRequested)
                    return null;
                cancellation.Cancel();
                throw new OperationCanceledException(cancellation.Token);
            }
        );
        Put("a");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await _world.DrainAsync(cancellationToken: cancellation.Token)
        );
        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["a", "a"], function.Batches);
    }

    [Fact]
    public async Task AFunctionThatFailsWithoutEnd_EndsTheDrain()
    {
        Connect(new() { FunctionName = "listener" }, _ => throw new TimeoutException("too slow"));
        Put("a");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await _world.DrainAsync(maximumRounds: 20, Token)
        );

        Assert.Contains("did not come to rest within 20 rounds", exception.Message, StringComparison.Ordinal);
        Assert.Contains("stream/hub to listener", exception.Message, StringComparison.Ordinal);
        Assert.Contains("TimeoutException: too slow", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFunction_CannotDrainItsWorld()
    {
        Exception? refused = null;
        LocalFunction function = async (_, token) =>
        {
            refused = await Xunit.Record.ExceptionAsync(async () => await _world.DrainAsync(cancellationToken: token));
            return default;
        };
        _world.Connect(_world.Stream("hub"), function);
        Put("a");

        await _world.DrainAsync(cancellationToken: Token);

        Assert.IsType<InvalidOperationException>(refused);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void ABatchSize_OutsideLambdasRange_IsRefused(int batchSize) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Connect(new() { BatchSize = batchSize }));

    private CollectingFunction Connect(EventSourceMappingOptions options, Func<Json, string?>? answer = null)
    {
        var function = new CollectingFunction(answer);
        _world.Connect(_world.Stream("hub"), function.InvokeAsync, options);
        return function;
    }

    private void Put(params string[] data)
    {
        foreach (var text in data)
            _world.Stream("hub").Put("k", Some.Utf8(text));
    }
}
