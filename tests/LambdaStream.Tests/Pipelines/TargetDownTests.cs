using System.Net;
using LambdaStream.Connectors;
using LambdaStream.Faults;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Pipelines;

public class TargetDownTests
{
    private static readonly ServiceException Unavailable = new("ServiceUnavailable", "try again later")
    {
        StatusCode = HttpStatusCode.ServiceUnavailable,
    };

    [Fact]
    public async Task ATableThatIsDown_IsNotAskedForTheRestOfTheInvocation_AndItsRecordsComeAgain()
    {
        var driver = Driver(Events.Things());
        var asked = 0;
        driver.DynamoDb.OnUpdateItem = (_, _) => ++asked > 0 ? throw Unavailable : default;

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(1_000)));

        Assert.Equal(10, asked);
        Assert.Equal(1_000, run.Result.BatchItemFailures.Count);
        Assert.Empty(run.Faults);
        var down = Assert.Single(run.Result.DownTargets);
        Assert.Equal(
            "DynamoDb 'entities' has failed 10 times in a row, so it is not asked again in this invocation. The last time: try again later",
            down.Message
        );
        Assert.Same(Unavailable, down.InnerException);
    }

    [Fact]
    public async Task AFailureNowAndThen_BreaksNothing()
    {
        var driver = Driver(Events.Things());
        var asked = 0;
        driver.DynamoDb.OnUpdateItem = (_, _) => ++asked % 10 != 0 ? throw Unavailable : new(new UpdateItemResponse());

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(100)));

        Assert.Equal(100, asked);
        Assert.Equal(90, run.Result.BatchItemFailures.Count);
        Assert.Empty(run.Result.DownTargets);
    }

    [Fact]
    public async Task ARefusal_IsAnAnswer_SoThePoisonIsAFaultAndTheTableIsNotDown()
    {
        var driver = Driver(Events.Things());
        var asked = 0;
        driver.DynamoDb.OnUpdateItem = (_, _) =>
            throw (++asked % 10 == 0 ? new ServiceException("ValidationException", "no") : Unavailable);

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(100)));

        Assert.Equal(100, asked);
        Assert.Equal(10, run.Faults.Count);
        Assert.Equal(90, run.Result.BatchItemFailures.Count);
    }

    [Fact]
    public async Task OtherTargets_AreStillAsked_AndTheNextInvocationTriesAgain()
    {
        var driver = Driver();
        var asked = new List<string>();
        driver.DynamoDb.OnUpdateItem = (request, _) =>
        {
            asked.Add(request.TableName!);
            return request.TableName == "down" ? throw Unavailable : new(new UpdateItemResponse());
        };
        driver.Options = driver.Options with { BreakCircuitAfter = 2 };
        var processor = new Processor(From.Sqs(), driver.Options, Things("a", "down"), Things("b", "well"));

        await processor.InvokeAsync(Records.Sqs(Events.Several(5)));
        await processor.InvokeAsync(Records.Sqs(Events.Several(5)));

        Assert.Equal(4, asked.Count(table => table == "down"));
        Assert.Equal(10, asked.Count(table => table == "well"));
    }

    [Fact]
    public async Task ABusThatIsDown_IsNotAskedForTheFaultsEither()
    {
        var driver = Driver(
            new Pipeline("publish", units => units.PublishToEventBridge(new() { BatchSize = 1 })),
            new Pipeline("broken", units => units.Tap(_ => throw new FormatException("poison")))
        );
        driver.EventBridge.OnPutEvents = (_, _) => throw Unavailable;

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(50)));

        Assert.Equal(10, driver.EventBridge.Requests.Count);
        Assert.Equal(50, run.Result.BatchItemFailures.Count);
        Assert.Equal("EventBridge", Assert.Single(run.Result.DownTargets).Service);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    public async Task WithoutALimit_OrBelowIt_EveryUnitIsTried(int limit)
    {
        var driver = Driver(Events.Things());
        var asked = 0;
        driver.DynamoDb.OnUpdateItem = (_, _) => ++asked > 0 ? throw Unavailable : default;
        driver.Options = driver.Options with { BreakCircuitAfter = limit };

        await driver.InvokeAsync(Records.Sqs(Events.Several(100)));

        Assert.Equal(100, asked);
    }

    [Fact]
    public async Task WithoutAPolicy_EveryErrorIsAFaultOfItsUnit_AsInNode()
    {
        var driver = Driver(Events.Things());
        driver.DynamoDb.OnUpdateItem = (_, _) => throw Unavailable;
        driver.Options = driver.Options with { Retryable = null };

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(30)));

        Assert.Equal(30, run.Faults.Count);
        Assert.Empty(run.Result.DownTargets);
    }

    [Fact]
    public async Task WithoutReporting_TheInvocationSaysWhatIsDown()
    {
        var driver = Driver(Events.Things());
        driver.DynamoDb.OnUpdateItem = (_, _) => throw Unavailable;
        driver.Options = driver.Options with { ReportBatchItemFailures = false };

        var error = await Assert.ThrowsAsync<TargetDownException>(async () =>
            await driver.InvokeAsync(Records.Sqs(Events.Several(30)))
        );

        Assert.Same(Unavailable, error.InnerException);
    }

    [Fact]
    public async Task ARule_HasItsOwnPolicy()
    {
        var driver = Driver(
            Things("options", "t"),
            new Materialize
            {
                Id = "own",
                EventType = "thing-created",
                Retryable = _ => false,
                ToUpdateRequest = uow => UpdateRequest.For(pk: uow.Event.Id, sk: "own"),
            }
        );
        driver.DynamoDb.OnUpdateItem = (request, _) =>
            request.Key["sk"].GetText() == "own" ? throw Unavailable : new(new UpdateItemResponse());

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(3)));

        Assert.Equal(3, run.Faults.Count);
        Assert.Empty(run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task AService_HasItsOwnPolicy()
    {
        var driver = Driver(
            Events.Things(),
            new Pipeline("publish", units => units.PublishToEventBridge(new() { BatchSize = 1, BusName = "other" }))
        );
        driver.DynamoDb.OnUpdateItem = (_, _) => throw new ServiceException("TransactionConflictException", "again");
        var isFirst = true;
        driver.EventBridge.OnPutEvents = (request, _) =>
        {
            if (request.Entries[0].EventBusName == "other" && isFirst)
            {
                isFirst = false;
                throw new ServiceException("TransactionConflictException", "of no meaning here");
            }
            return new(
                new PutEventsResponse { Entries = [.. request.Entries.Select(_ => new PutEventsResultEntry())] }
            );
        };
        driver.Options = driver.Options with
        {
            Retryable = Retryable.ByService(
                new Dictionary<string, Func<Exception, bool>>
                {
                    ["DynamoDb"] = error =>
                        error is ServiceException { Code: "TransactionConflictException" }
                        || Retryable.IsRetryable(error),
                }
            ),
        };

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Of("e0", "other"), Events.Of("e1")));

        Assert.Equal(["1"], run.Result.BatchItemFailures);
        Assert.Equal("TransactionConflictException", Assert.Single(run.Faults)["err"]["name"].GetString());
    }

    private static Materialize Things(string id, string table) =>
        new()
        {
            Id = id,
            EventType = "thing-created",
            TableName = table,
            ToUpdateRequest = uow => UpdateRequest.For(pk: uow.Event.Id, sk: id),
        };

    private static FunctionDriver Driver(params Rule[] rules)
    {
        var driver = new FunctionDriver(From.Any(), rules);
        driver.Options = driver.Options with
        {
            ReportBatchItemFailures = true,
            Retryable = Retryable.IsRetryable,
            UpdateParallel = 1,
            PublishParallel = 1,
            FaultsParallel = 1,
        };
        return driver;
    }
}
