using LambdaStream.Connectors;
using LambdaStream.Testing;
using LambdaStream.Tests.Pipelines;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LambdaStream.Tests.Faults;

public class FaultTests
{
    [Fact]
    public async Task AHandledError_BecomesAFaultEventAsTheNodeLibraryWritesIt()
    {
        var driver = Failing(new InvalidOperationException("bad thing"));
        driver.Options = driver.Options with
        {
            FunctionName = "thing-listener",
            Account = "dev",
            Stage = "np",
            Source = "thing-bff",
            Time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_768_471_845_123)),
        };

        await driver.InvokeAsync(Records.Kinesis(Events.Of("1")));

        var fault = Assert.Single(driver.EventBridge.Faults);
        Assert.Equal("fault", fault.Type);
        Assert.True(Guid.TryParse(fault.Id, out _));
        Assert.True(Guid.TryParse(fault.PartitionKey, out _));
        Assert.Equal(1_768_471_845_123, fault.Timestamp);
        Assert.Equal(
            """{"account":"dev","region":"us-west-2","stage":"np","source":"thing-bff","functionname":"thing-listener","pipeline":"broken"}""",
            fault.Tags.ToString()
        );
        Assert.Equal("InvalidOperationException", fault["err"]["name"].GetString());
        Assert.Equal("bad thing", fault["err"]["message"].GetString());
        Assert.Contains("FaultTests", fault["err"]["stack"].GetString(), StringComparison.Ordinal);
        Assert.Equal("broken", fault["uow"]["pipeline"].GetString());
        Assert.Equal("shardId-000000000000:0", fault["uow"]["record"]["eventID"].GetString());
        Assert.Equal("thing-created", fault["uow"]["event"]["type"].GetString());
    }

    [Fact]
    public async Task AServiceError_IsNamedByItsCode()
    {
        var driver = Failing(new ServiceException("ValidationException", "no"));

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Of("1")));

        Assert.Equal("ValidationException", Assert.Single(run.Faults)["err"]["name"].GetString());
    }

    [Fact]
    public async Task ARepeatOfTheSameRecord_GivesAFaultOfTheSameId()
    {
        var driver = Failing(new InvalidOperationException("again"));

        var first = await driver.InvokeAsync(Records.Kinesis(Events.Several(2)));
        var second = await driver.InvokeAsync(Records.Kinesis(Events.Several(2)));

        Assert.Equal(first.Faults.Select(fault => fault.Id), second.Faults.Select(fault => fault.Id));
        Assert.Equal(2, first.Faults.Select(fault => fault.Id).Distinct().Count());
    }

    [Fact]
    public async Task SeveralFaultsOfOneRecord_HaveIdsOfTheirOwn()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline(
                "parts",
                units => units.Split(_ => [1L, 2L]).Tap(_ => throw new InvalidOperationException("part"))
            )
        );

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Of("1")));

        Assert.Equal(2, run.Faults.Select(fault => fault.Id).Distinct().Count());
    }

    [Fact]
    public async Task OneErrorObjectThrownForSeveralUnits_GivesEachItsOwnFault()
    {
        var driver = Failing(new InvalidOperationException("shared"));

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Several(3)));

        Assert.Equal(["e0", "e1", "e2"], run.Faults.Select(fault => fault["uow"]["event"]["id"].GetString()));
    }

    [Fact]
    public async Task AnUnreadableRecord_IsAFaultThatKeepsTheRecordAndItsText()
    {
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("all", units => units));

        var run = await driver.InvokeAsync(
            Records.KinesisData("{\"id\":"u8.ToArray(), Events.Of("2").ToJson().ToUtf8())
        );

        Assert.Single(run.Units);
        var fault = Assert.Single(run.Faults);
        Assert.Equal("undefined", fault.Tag("pipeline"));
        Assert.Equal("eyJpZCI6", fault["uow"]["record"]["kinesis"]["data"].GetString());
        Assert.Equal("{\"id\":", fault["uow"]["event"].GetString());
    }

    [Fact]
    public async Task AUnitsVariables_AreShownUnderTheNodeLibrarysNames()
    {
        var driver = new FunctionDriver(From.Kinesis(), Events.Things());
        driver.DynamoDb.OnUpdateItem = (_, _) => throw new ServiceException("ValidationException", "no");

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Of("1")));

        Assert.Equal(
            """{"Key":{"pk":"1","sk":"thing"},"UpdateExpression":"SET #id = :id, #name = :name","ExpressionAttributeNames":{"#id":"id","#name":"name"},"ExpressionAttributeValues":{":id":"1",":name":"Thing 1"},"ReturnValues":"ALL_NEW"}""",
            Assert.Single(run.Faults)["uow"]["updateRequest"].ToString()
        );
    }

    [Fact]
    public async Task ASlotWithoutAJsonForm_IsShownByItsType()
    {
        var slot = new Slot<Version>("version");
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline(
                "p",
                units => units.Map(uow => uow.With(slot, new(1, 2))).Tap(_ => throw new InvalidOperationException("x"))
            )
        );

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Of("1")));

        Assert.Equal("[Version]", Assert.Single(run.Faults)["uow"]["version"].GetString());
    }

    [Fact]
    public async Task EncryptedFields_AreRedactedEverywhereButInTheRecord()
    {
        var driver = new FunctionDriver(From.Kinesis(), Events.Things());
        driver.DynamoDb.OnUpdateItem = (_, _) => throw new ServiceException("ValidationException", "no");
        var secret = Events.Of("1").With("eem", Json.Parse("""{"fields":["name"]}"""));

        var run = await driver.InvokeAsync(Records.Kinesis(secret));

        var uow = Assert.Single(run.Faults)["uow"];
        Assert.Equal("[REDACTED]", uow["event"]["thing"]["name"].GetString());
        Assert.Equal("[REDACTED]", uow["updateRequest"]["ExpressionAttributeValues"][":name"].GetString());
        Assert.Equal(Convert.ToBase64String(secret.ToJson().ToUtf8()), uow["record"]["kinesis"]["data"].GetString());
    }

    [Fact]
    public async Task ATooLargeFault_IsCutToTheRecord()
    {
        var driver = new FunctionDriver(From.Kinesis(), Large());
        driver.Options = driver.Options with { MaxRequestSize = 6_000, CompressionThreshold = null };

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Of("1").With("text", new string('x', 2_000))));

        var uow = Assert.Single(run.Faults)["uow"];
        Assert.True(uow["record"]["kinesis"]["data"].IsDefined);
        Assert.False(uow["event"].IsDefined);
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(9_000)]
    [InlineData(10_000)]
    public async Task AFaultThatFitsAsAnEventButNotAsAnEntry_IsCutRatherThanRefused(int members)
    {
        // In an entry the event is a string, whose quotes are escaped; so many short members make it much larger.
        var driver = new FunctionDriver(From.Kinesis(), Large());
        driver.Options = driver.Options with { CompressionThreshold = null };
        var json = Json.ObjectOf([.. Enumerable.Range(0, members).Select(i => ($"m{i}", (Json)"x"))]);

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Of("1").With("many", json)));

        Assert.Equal(1, run.Result.FaultCount);
        Assert.True(Assert.Single(driver.EventBridge.Faults)["uow"]["record"].IsDefined);
    }

    [Fact]
    public async Task ARecordThatIsTooLargeForAnyFault_StillGivesOneThatNamesIt()
    {
        var driver = new FunctionDriver(From.Kinesis(), Large());
        driver.Options = driver.Options with { CompressionThreshold = null };

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Of("1").With("text", new string('x', 400_000))));

        Assert.Empty(run.Result.BatchItemFailures);
        var uow = Assert.Single(driver.EventBridge.Faults)["uow"];
        Assert.Equal("0", uow["record"]["kinesis"]["sequenceNumber"].GetString());
        Assert.Contains("[TRUNCATED: ", uow["record"]["kinesis"]["data"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_GoInBatchesOfTheirOwnSize()
    {
        var driver = Failing(new InvalidOperationException("x"));

        await driver.InvokeAsync(Records.Kinesis(Events.Several(9)));

        Assert.Equal([4, 4, 1], driver.EventBridge.Requests.Select(request => request.Entries.Count));
    }

    private static FunctionDriver Failing(Exception error) =>
        new(From.Kinesis(), new Pipeline("broken", units => units.Tap(_ => throw error)));

    private static Pipeline Large() =>
        new("large", units => units.Tap(_ => throw new InvalidOperationException("too large")));
}
