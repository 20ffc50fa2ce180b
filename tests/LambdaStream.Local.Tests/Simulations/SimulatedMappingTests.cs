using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests.Simulations;

public class SimulatedMappingTests
{
    private readonly Simulation _simulation = new(seed: 3);
    private readonly List<string> _log = [];

    private LocalWorld World => _simulation.World;

    private double Seconds =>
        (_simulation.Time.GetUtcNow() - new DateTimeOffset(2026, 1, 1, 0, 0, 0, default)).TotalSeconds;

    [Fact]
    public void ABatch_WaitsForItsWindow_UnlessItIsFull()
    {
        var stream = World.Stream("s");
        World.Connect(stream, Function(), new() { BatchSize = 3, MaximumBatchingWindowInSeconds = 10 });

        _simulation.Run(async () =>
        {
            await PutAsync(stream, "a", 1);
            await PutAsync(stream, "b", 1);
            await PutAsync(stream, "c", 1);
            await PutAsync(stream, "d", 1);
            await PutAsync(stream, "e", 1);
        });

        Assert.Equal(["a,b,c at 2", "d,e at 13"], _log);
    }

    [Fact]
    public void AFailedBatch_ComesAgainAfterLongerAndLongerWaits()
    {
        var stream = World.Stream("s");
        World.Connect(stream, Function(_ => throw new FormatException()), new() { MaximumRetryAttempts = 4 });
        stream.Put("k", "a"u8.ToArray());

        _simulation.Run();

        Assert.Equal(["a at 0", "a at 1", "a at 3", "a at 7", "a at 15"], _log);
    }

    [Fact]
    public void AParallelizationFactor_RunsKeysOfAShardAtTheSameTime_EachInOrder()
    {
        var stream = World.Stream("s");
        var (running, most) = (0, 0);
        World.Connect(
            stream,
            Function(async data =>
            {
                most = Math.Max(most, ++running);
                await Task.Delay(TimeSpan.FromMilliseconds(100), _simulation.Time);
                running--;
            }),
            new() { BatchSize = 2, ParallelizationFactor = 4 }
        );
        for (var i = 0; i < 40; i++)
            stream.Put($"k{i % 8}", System.Text.Encoding.UTF8.GetBytes($"{i % 8}:{i:D2}"));

        _simulation.Run();

        Assert.InRange(most, 2, 4);
        var seen = _log.SelectMany(line => line.Split(' ')[0].Split(',')).ToList();
        Assert.Equal(40, seen.Count);
        Assert.All(seen.GroupBy(data => data[0]), key => Assert.Equal(key.Order(), key));
    }

    [Fact]
    public void ARecordThatIsTooOld_IsGivenUp_AndTheQueueIsTold()
    {
        var (stream, dead) = (World.Stream("s"), World.Queue("dead"));
        var mapping = World.Connect(
            stream,
            Function(_ => throw new FormatException()),
            new()
            {
                FunctionName = "f",
                MaximumRecordAgeInSeconds = 60,
                OnFailure = dead,
            }
        );
        stream.Put("k", "a"u8.ToArray());

        _simulation.Run();

        Assert.Equal("RecordAgeExceeded", Assert.Single(mapping.OnFailure).Condition);
        var told = Json.Parse(Assert.Single(dead.Messages).MessageBody);
        Assert.Equal("RecordAgeExceeded", told.At("requestContext.condition").GetString());
        Assert.Equal(_log.Count, told.At("requestContext.approximateInvokeCount").GetInt64());
        Assert.Equal("Unhandled", told.At("responseContext.functionError").GetString());
        Assert.Equal("shardId-000000000000", told.At("KinesisBatchInfo.shardId").GetString());
        Assert.Equal(1, told.At("KinesisBatchInfo.batchSize").GetInt64());
        Assert.Equal(stream.Arn, told.At("KinesisBatchInfo.streamArn").GetString());
        Assert.Equal(
            "2026-01-01T00:00:00.000Z",
            told.At("KinesisBatchInfo.approximateArrivalOfFirstRecord").GetString()
        );
    }

    [Fact]
    public void AQueue_InvokesSeveralAtOnce_AndBuriesWhatFailsTooOften()
    {
        var dead = World.Queue("dead");
        var queue = World.Queue(
            "q",
            new()
            {
                VisibilityTimeout = TimeSpan.FromSeconds(60),
                DeadLetterQueue = dead,
                MaxReceiveCount = 2,
            }
        );
        World.Connect(
            queue,
            Function(async data =>
            {
                await Task.Delay(TimeSpan.FromSeconds(10), _simulation.Time);
                if (data is "bad")
                    throw new FormatException();
            }),
            new() { BatchSize = 1, MaximumConcurrency = 2 }
        );
        Send(queue, "good", "bad", "good", "good");

        _simulation.Run();

        Assert.Equal(["0", "0", "10", "10"], _log.Take(4).Select(line => line.Split(" at ")[1]));
        Assert.InRange(Seconds, 120, 131);
        Assert.Equal(5, _log.Count);
        Assert.Empty(queue.Messages);
        Assert.Equal("bad", Assert.Single(dead.Messages).MessageBody);
    }

    [Fact]
    public void AKafkaTopic_TakesUpEachPartitionAtItsFirstFailure()
    {
        var topic = World.KafkaTopic("t", partitions: 2);
        var first = true;
        World.Connect(
            topic,
            _simulation.Function(
                (payload, context, token) =>
                {
                    _log.Add(OffsetsIn(payload));
                    if (!first)
                        return new(ReadOnlyMemory<byte>.Empty);
                    first = false;
                    return new(
                        Some.Utf8("""{"batchItemFailures":[{"itemIdentifier":{"partition":"t-0","offset":1}}]}""")
                    );
                }
            ),
            new() { ReportBatchItemFailures = true }
        );
        for (var i = 0; i < 3; i++)
        {
            topic.Put("k", "{}"u8.ToArray(), partition: 0);
            topic.Put("k", "{}"u8.ToArray(), partition: 1);
        }

        _simulation.Run();

        Assert.Equal(["t-0:0,1,2 t-1:0,1,2", "t-0:1,2"], _log);
    }

    [Theory]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":{"partition":"t-0","offset":7}}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"t-0@0"}]}""")]
    [InlineData("no JSON")]
    public void AnAnswerForKafkaThatIsNotUnderstood_FailsAll(string answer)
    {
        var topic = World.KafkaTopic("t", partitions: 2);
        var mapping = World.Connect(
            topic,
            _simulation.Function((payload, context, token) => new(Some.Utf8(answer))),
            new() { ReportBatchItemFailures = true, MaximumRetryAttempts = 1 }
        );
        topic.Put("k", "{}"u8.ToArray(), partition: 0);
        topic.Put("k", "{}"u8.ToArray(), partition: 1);

        _simulation.Run();

        Assert.Equal(2, Assert.Single(mapping.OnFailure).Records.Count);
    }

    [Fact]
    public void PollersOfATopic_ShareItsPartitions()
    {
        var topic = World.KafkaTopic("t", partitions: 3);
        World.Connect(
            topic,
            _simulation.Function(
                (payload, context, token) =>
                {
                    _log.Add(OffsetsIn(payload));
                    return new(ReadOnlyMemory<byte>.Empty);
                }
            ),
            new() { Pollers = 2 }
        );
        for (var partition = 0; partition < 3; partition++)
            topic.Put(null, "{}"u8.ToArray(), partition);

        _simulation.Run();

        Assert.Equal(["t-0:0 t-2:0", "t-1:0"], _log.Order());
    }

    [Fact]
    public void OptionsThatLambdaRefuses_AreRefused()
    {
        var (stream, topic, fifo) = (World.Stream("s"), World.KafkaTopic("t"), World.Queue("q.fifo"));
        EventSourceMappingOptions[] ofStreams =
        [
            new() { ParallelizationFactor = 11 },
            new() { ParallelizationFactor = 2, TumblingWindowInSeconds = 10 },
            new() { MaximumBatchingWindowInSeconds = 301 },
            new() { MaximumRecordAgeInSeconds = 59 },
            new() { OnFailure = fifo },
        ];
        EventSourceMappingOptions[] ofTopics =
        [
            new() { ParallelizationFactor = 2 },
            new() { TumblingWindowInSeconds = 10 },
            new() { Pollers = 2 },
        ];

        Assert.All(
            ofStreams,
            options => Assert.ThrowsAny<ArgumentException>(() => World.Connect(stream, Function(), options))
        );
        Assert.All(
            ofTopics,
            options => Assert.ThrowsAny<ArgumentException>(() => World.Connect(topic, Function(), options))
        );
        Assert.ThrowsAny<ArgumentException>(() =>
            World.Connect(fifo, Function(), new() { MaximumBatchingWindowInSeconds = 1 })
        );
    }

    [Fact]
    public async Task ADrainedWorld_WaitsForNoWindowAndNoBackOff()
    {
        var world = Some.World();
        var stream = world.Stream("s");
        var function = new CollectingFunction(_ => throw new FormatException());
        var mapping = world.Connect(
            stream,
            function.InvokeAsync,
            new() { MaximumBatchingWindowInSeconds = 300, MaximumRetryAttempts = 2 }
        );
        stream.Put("k", "a"u8.ToArray());

        await world.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["a", "a", "a"], function.Batches);
        Assert.Single(mapping.OnFailure);
    }

    private static string OffsetsIn(ReadOnlyMemory<byte> payload)
    {
        var partitions = new List<string>();
        foreach (var (name, records) in Some.Read(payload)["records"].EnumerateObject())
        {
            var offsets = new List<string>();
            foreach (var record in records.EnumerateArray())
                offsets.Add(record["offset"].ToString());
            partitions.Add($"{name}:{string.Join(',', offsets)}");
        }
        return string.Join(' ', partitions);
    }

    private async Task PutAsync(LocalStream stream, string data, int seconds)
    {
        stream.Put("k", System.Text.Encoding.UTF8.GetBytes(data));
        await Task.Delay(TimeSpan.FromSeconds(seconds), _simulation.Time);
    }

    private void Send(LocalQueue queue, params string[] bodies)
    {
        var sent = World.Sqs.SendMessageBatchAsync(
            new()
            {
                QueueUrl = queue.Url,
                Entries =
                [
                    .. bodies.Select((body, i) => new SendMessageBatchRequestEntry { Id = $"{i}", MessageBody = body }),
                ],
            },
            CancellationToken.None
        );
        Assert.True(sent.IsCompletedSuccessfully);
    }

    private LocalFunction Function(Func<string, Task>? work = null) =>
        _simulation.Function(
            async (payload, context, token) =>
            {
                var records = CollectingFunction.Records(Some.Read(payload));
                var data = string.Join(
                    ',',
                    records.Select(record =>
                        record["body"].IsDefined ? record["body"].GetString() : CollectingFunction.DataOf(record)
                    )
                );
                _log.Add($"{data} at {Seconds}");
                if (work is not null)
                    await work(data);
                return default;
            }
        );
}
