using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class RequireFieldsTests : VerbContract
{
    private protected override IReadOnlyList<Verb> Forms => [source => source.RequireFields("id", "thing.id")];

    private protected override IReadOnlyList<Verb> WithNull =>
        [source => source.RequireFields((IReadOnlyList<string>)null!)];

    [Fact]
    public async Task AnEventThatLacksFields_IsAFaultThatNamesThem()
    {
        var units = Some.Units(new StreamOptions(), Some.Event("1"), Some.Event("2").With("thing", Json.Null));

        Assert.Equal(["1"], (await units.Stream().RequireFields("id", "thing.id", "timestamp").ToListAsync()).Ids());
        Assert.Equal("The event 'thing-created' has no thing.id.", Assert.Single(units.Faults()).Error.Message);
    }

    [Fact]
    public async Task AsAFilterOfARule_ItRaisesTheFaultOnlyForTheEventsOfTheRule()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Collect
            {
                Id = "c",
                EventType = "thing-created",
                Filters = [Required.Fields("thing.name", "owner")],
            }
        );

        var run = await driver.InvokeAsync(Records.Kinesis(Some.Event("1"), Some.Event("2", "other")));

        Assert.Equal(
            "The event 'thing-created' has no thing.name, no owner.",
            Assert.Single(run.Faults)["err"]["message"].GetString()
        );
        Assert.Empty(driver.DynamoDb.Puts);
    }
}
