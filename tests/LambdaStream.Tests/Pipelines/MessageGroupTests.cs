using System.Collections.Concurrent;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Pipelines;

public class MessageGroupTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly (string, Event)[] Messages =
    [
        ("g", Events.Of("g1")),
        ("g", Events.Of("g2")),
        ("h", Events.Of("h1")),
        ("g", Events.Of("g3")),
        ("h", Events.Of("h2")),
        ("i", Events.Of("i1")),
    ];

    [Fact]
    public async Task OfAGroup_OneUnitIsInThePipelineAtATime_AndGroupsGoSideBySide()
    {
        var inFlight = new ConcurrentDictionary<char, int>();
        var most = 0;
        var ended = new List<string>();
        var sync = new Lock();
        var driver = Driver(
            new Pipeline(
                "p",
                units =>
                    units
                        .Tap(uow => Assert.Equal(1, inFlight.AddOrUpdate(Name(uow)[0], 1, (_, n) => n + 1)))
                        .Parallel(
                            8,
                            async (uow, _) =>
                            {
                                lock (sync)
                                    most = Math.Max(most, "ghi".Sum(group => inFlight.GetValueOrDefault(group)));
                                await Task.Yield();
                                return uow;
                            },
                            Order.None
                        )
                        .Tap(uow =>
                        {
                            inFlight.AddOrUpdate(Name(uow)[0], 0, (_, n) => n - 1);
                            ended.Add(Name(uow));
                        })
            )
        );

        var run = await driver.InvokeAsync(Records.SqsFifo(Messages)).AsTask().WaitAsync(Patience, Token);

        Assert.Empty(run.Result.BatchItemFailures);
        Assert.Empty(run.Faults);
        Assert.Equal(["g1", "g2", "g3"], ended.Where(name => name[0] == 'g'));
        Assert.Equal(["h1", "h2"], ended.Where(name => name[0] == 'h'));
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task StepsThatPutUnitsTogether_DoNotWaitForThoseThatAreNotLetIn()
    {
        var batches = new List<string>();
        var driver = Driver(
            new Pipeline("batch", units => units.Batch(10).Tap(uow => batches.Add(Names(uow))).Unbatch()),
            new Pipeline("group", units => units.Group(_ => "all").Tap(uow => batches.Add(Names(uow)))),
            new Pipeline("compact", units => units.Compact()),
            new Pipeline("send", units => units.Map(ToMessage).SendToSqs(new() { QueueUrl = "q", BatchSize = 10 }))
        );
        var sqs = new RecordingSqs();
        driver.Options = driver.Options with { Sqs = sqs };

        var run = await driver.InvokeAsync(Records.SqsFifo(Messages)).AsTask().WaitAsync(Patience, Token);

        Assert.Empty(run.Result.BatchItemFailures);
        Assert.Equal(["g1 h1 i1", "g2 h2", "g3", "g1 h1 i1", "g2 h2", "g3"], batches);
        Assert.Equal(6, run.Units.Count(uow => uow.Pipeline == "send"));
        Assert.Equal(6, run.Units.Count(uow => uow.Pipeline == "compact"));
    }

    [Fact]
    public async Task UnitsThatAStepDrops_MakeWayForTheNextOfTheirGroup()
    {
        var driver = Driver(new Pipeline("p", units => units.Filter(uow => Name(uow)[1] == '3')));

        var run = await driver.InvokeAsync(Records.SqsFifo(Messages)).AsTask().WaitAsync(Patience, Token);

        Assert.Equal(["g3"], run.Units.Select(Name));
        Assert.Empty(run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task BehindAFailure_NothingOfTheGroupIsBegun_InNoPipeline()
    {
        var driver = Driver(
            new Pipeline("first", units => units.Tap(uow => ThrowIf(Name(uow) == "g2", new TimeoutException()))),
            new Pipeline("second", units => units)
        );

        var run = await driver.InvokeAsync(Records.SqsFifo(Messages));

        Assert.Equal(["g1", "h1", "i1", "h2"], run.Units.Where(uow => uow.Pipeline == "first").Select(Name));
        Assert.DoesNotContain("g3", run.Units.Select(Name));
        Assert.Equal(["1", "3"], run.Result.BatchItemFailures.Select(id => id[^1..]));
    }

    [Fact]
    public async Task BehindAFault_TheGroupGoesOn()
    {
        var driver = Driver(
            new Pipeline("p", units => units.Tap(uow => ThrowIf(Name(uow) == "g2", new FormatException("poison"))))
        );

        var run = await driver.InvokeAsync(Records.SqsFifo(Messages));

        Assert.Equal(["g1", "h1", "i1", "h2", "g3"], run.Units.Select(Name));
        Assert.Single(run.Faults);
        Assert.Empty(run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task APipelineThatEndsEarly_GivesUpTheOtherTurnsToo()
    {
        var driver = Driver(new Pipeline("p", units => units.Take(2)));

        var run = await driver.InvokeAsync(Records.SqsFifo(Messages));

        Assert.Equal(["g1", "h1"], run.Units.Select(Name));
        Assert.Empty(run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task APipelineThatAbortsInALaterTurn_IsDoneWithTheFormerOnes()
    {
        var driver = Driver(
            new Pipeline(
                "p",
                units =>
                    units
                        .Filter(uow => Name(uow) != "i1")
                        .Select(uow => Name(uow) == "h2" ? throw new TimeoutException() : uow)
            )
        );

        var run = await driver.InvokeAsync(Records.SqsFifo(Messages));

        Assert.Equal(["3", "4"], run.Result.BatchItemFailures.Select(id => id[^1..]));
    }

    [Fact]
    public async Task BehindAnAsynchronousHead_TheGroupsTakeTurnsToo()
    {
        var driver = Driver(new Pipeline("p", units => units.Batch(10).Unbatch()));
        driver.Options = driver.Options with { Head = units => units.Tap(async (_, _) => await Task.Yield()) };

        var run = await driver.InvokeAsync(Records.SqsFifo(Messages)).AsTask().WaitAsync(Patience, Token);

        Assert.Equal(["g1", "h1", "i1", "g2", "h2", "g3"], run.Units.Select(Name));
        Assert.Empty(run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task MessagesOfAStandardQueue_HaveNoOrder_EvenWithAGroup()
    {
        var driver = Driver(
            new Pipeline("p", units => units.Tap(uow => ThrowIf(Name(uow) == "e0", new TimeoutException())))
        );
        var messages = Enumerable
            .Range(0, 3)
            .Select(i =>
                Json.ObjectOf(
                    ("messageId", $"m{i}"),
                    ("body", Events.Of($"e{i}").ToString()),
                    ("eventSource", "aws:sqs"),
                    ("eventSourceARN", "arn:aws:sqs:us-east-1:123456789012:fair"),
                    ("attributes", Json.ObjectOf(("MessageGroupId", "tenant")))
                )
            );

        var run = await driver.InvokeAsync(Records.Of(messages));

        Assert.Equal(["e1", "e2"], run.Units.Select(Name));
        Assert.Equal(["m0"], run.Result.BatchItemFailures);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Name(UnitOfWork uow) => uow.Event.Id!;

    private static string Names(UnitOfWork batch) => string.Join(' ', batch.Batch.Select(Name));

    private static void ThrowIf(bool condition, Exception error)
    {
        if (condition)
            throw error;
    }

    private static UnitOfWork ToMessage(UnitOfWork uow) =>
        uow.With(Slots.SqsMessage, new() { Id = Name(uow), MessageBody = Name(uow) });

    private static FunctionDriver Driver(params Rule[] rules)
    {
        var driver = new FunctionDriver(From.Sqs(), rules);
        driver.Options = driver.Options with
        {
            ReportBatchItemFailures = true,
            Retryable = error => error is TimeoutException,
        };
        return driver;
    }
}
