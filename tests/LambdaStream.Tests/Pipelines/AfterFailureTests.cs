using System.Net;
using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Pipelines;

public class AfterFailureTests
{
    private static readonly ServiceException Throttled = new("ThrottlingException", "too fast")
    {
        StatusCode = HttpStatusCode.TooManyRequests,
    };

    // Six records of three keys; the second one, b1, fails.
    private static readonly Event[] Six = [Of("a", 1), Of("b", 1), Of("a", 2), Of("b", 2), Of("c", 1), Of("b", 3)];

    [Theory]
    [InlineData(AfterFailure.GoOn, "a1 b1 a2 b2 c1 b3")]
    [InlineData(AfterFailure.GoOnWithOtherKeys, "a1 b1 a2 c1")]
    [InlineData(AfterFailure.Stop, "a1 b1")]
    public async Task AFailure_IsFollowedByWhatThePolicySays(AfterFailure policy, string begun)
    {
        var seen = new List<string>();
        var driver = Driver(policy, From.Kinesis(), new Pipeline("p", units => units.Tap(uow => Take(uow, seen))));

        var run = await driver.InvokeAsync(Records.Kinesis(Six));

        Assert.Equal(begun, string.Join(' ', seen));
        Assert.Equal(["1", "2", "3", "4", "5"], run.Result.BatchItemFailures);
    }

    [Theory]
    [InlineData(AfterFailure.GoOn, "a1 a2 b2 b3 c1")]
    [InlineData(AfterFailure.GoOnWithOtherKeys, "a1 a2 c1")]
    public async Task OfAKeyThatHasFailed_NothingThatWaitsInASinkIsWritten(AfterFailure policy, string written)
    {
        var driver = Driver(policy, From.Kinesis(), Things());
        var writes = new List<string>();
        var sync = new Lock();
        driver.DynamoDb.OnUpdateItem = async (request, _) =>
        {
            await Task.Yield();
            var row = $"{request.Key["pk"].GetText()}{request.ExpressionAttributeValues![":n"].GetInt64()}";
            if (row == "b1")
                throw Throttled;
            lock (sync)
                writes.Add(row);
            return new UpdateItemResponse();
        };

        await driver.InvokeAsync(Records.Kinesis(Six));

        Assert.Equal(written, string.Join(' ', writes.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData(AfterFailure.GoOn)]
    [InlineData(AfterFailure.GoOnWithOtherKeys)]
    [InlineData(AfterFailure.Stop)]
    public async Task AFault_IsNoFailure(AfterFailure policy)
    {
        var seen = new List<string>();
        var driver = Driver(
            policy,
            From.Kinesis(),
            new Pipeline("p", units => units.Tap(uow => Take(uow, seen, new FormatException("poison"))))
        );

        var run = await driver.InvokeAsync(Records.Kinesis(Six));

        Assert.Equal(6, seen.Count);
        Assert.Single(run.Faults);
        Assert.Empty(run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task AFailure_StopsTheOtherPipelinesToo_ButNotWhatCameBefore()
    {
        var late = new TaskCompletionSource();
        var seen = new List<string>();
        var driver = Driver(
            AfterFailure.Stop,
            From.Kinesis(),
            new Pipeline(
                "slow",
                units =>
                    units.Tap(
                        async (uow, _) =>
                        {
                            await late.Task;
                            seen.Add(Name(uow));
                        }
                    )
            ),
            new Pipeline(
                "fails",
                units =>
                    units.Tap(uow =>
                    {
                        if (Name(uow) == "b1")
                            throw Throttled;
                    })
            )
        );

        var running = driver.InvokeAsync(Records.Kinesis(Six)).AsTask();
        late.SetResult();
        await running;

        Assert.Equal(["a1", "b1"], seen);
    }

    [Fact]
    public async Task APipelineThatAborts_HoldsBackWhatIsBehindItsFirstUnfinishedRecord()
    {
        var seen = new List<string>();
        var driver = Driver(
            AfterFailure.Stop,
            From.Kinesis(),
            new Pipeline("aborts", units => units.Select(uow => Name(uow) == "b1" ? throw Throttled : uow)),
            new Pipeline("next", units => units.Tap(uow => seen.Add(Name(uow))))
        );

        var run = await driver.InvokeAsync(Records.Kinesis(Six));

        Assert.Equal(["a1", "b1"], seen);
        Assert.Equal(["1", "2", "3", "4", "5"], run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task Kafka_StopsPerPartition()
    {
        var seen = new List<string>();
        var driver = Driver(
            AfterFailure.Stop,
            From.Kafka(),
            new Pipeline("p", units => units.Tap(uow => Take(uow, seen)))
        );

        var run = await driver.InvokeAsync(
            Records.KafkaEntries(
                KafkaEntry.Of(Of("a", 1), 0),
                KafkaEntry.Of(Of("b", 1), 0),
                KafkaEntry.Of(Of("a", 2), 0),
                KafkaEntry.Of(Of("b", 2), 1),
                KafkaEntry.Of(Of("c", 1), 1)
            )
        );

        Assert.Equal(["a1", "b1", "b2", "c1"], seen);
        Assert.Equal(2, run.Result.BatchItemFailures.Count);
    }

    [Fact]
    public async Task AnEventWithoutAPartitionKey_IsOfTheKeyOfItsRecord()
    {
        var seen = new List<string>();
        var driver = Driver(
            AfterFailure.GoOnWithOtherKeys,
            From.Kinesis(),
            new Pipeline("p", units => units.Tap(uow => Take(uow, seen)))
        );
        var records = Six.Select(
            (e, i) =>
                Json.ObjectOf(
                    ("eventSource", "aws:kinesis"),
                    ("eventID", $"e{i}"),
                    (
                        "kinesis",
                        Json.ObjectOf(
                            ("partitionKey", e.PartitionKey),
                            ("sequenceNumber", $"{i}"),
                            ("data", Convert.ToBase64String(e.With("partitionKey", Json.Null).ToJson().Raw))
                        )
                    )
                )
        );

        await driver.InvokeAsync(Records.Of(records));

        Assert.Equal(["a1", "b1", "a2", "c1"], seen);
    }

    [Fact]
    public async Task WithoutReporting_TheInvocationFailsWithTheFirstError_AndLittleIsDoneTwice()
    {
        var seen = new List<string>();
        var driver = Driver(
            AfterFailure.Stop,
            From.Kinesis(),
            new Pipeline("p", units => units.Tap(uow => Take(uow, seen)))
        );
        driver.Options = driver.Options with { ReportBatchItemFailures = false };

        var error = await Assert.ThrowsAsync<ServiceException>(async () =>
            await driver.InvokeAsync(Records.Kinesis(Six))
        );

        Assert.Same(Throttled, error);
        Assert.Equal(["a1", "b1"], seen);
    }

    private static void Take(UnitOfWork uow, List<string> seen, Exception? error = null)
    {
        seen.Add(Name(uow));
        if (Name(uow) == "b1")
            throw error ?? Throttled;
    }

    private static string Name(UnitOfWork uow) => uow.Event.Id!;

    private static Event Of(string key, int number) =>
        Event.Of(
            "thing-created",
            ("id", $"{key}{number}"),
            ("partitionKey", key),
            ("timestamp", number),
            ("thing", Json.ObjectOf(("id", key), ("n", number)))
        );

    private static Materialize Things() =>
        new()
        {
            Id = "things",
            EventType = "thing-created",
            ToUpdateRequest = uow =>
                UpdateRequest.For(pk: uow.Event["thing"]["id"], sk: "thing").Set("n", uow.Event["thing"]["n"]),
        };

    private static FunctionDriver Driver(AfterFailure policy, Source source, params Rule[] rules)
    {
        var driver = new FunctionDriver(source, rules);
        driver.Options = driver.Options with
        {
            AfterFailure = policy,
            ReportBatchItemFailures = true,
            Retryable = error => error == Throttled,
        };
        return driver;
    }
}
