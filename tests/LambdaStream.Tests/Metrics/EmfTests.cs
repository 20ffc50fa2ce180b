using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Metrics;

public class EmfTests
{
    [Fact]
    public async Task Lines_OfEverythingThatIsMeasured_KeepToTheSchema()
    {
        var driver = Driver();
        var lines = driver.Measure();

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1"), Some.Event("2"), Some.Event("fails")));

        Assert.NotEmpty(lines);
        Assert.All(lines.Documents(), document => Assert.Empty(document.Problems()));
    }

    [Fact]
    public async Task Lines_WithNamesThatAreTooLongOrBlank_KeepToTheSchema()
    {
        var driver = Driver(id: new string('p', 2000));
        var lines = driver.Measure();
        driver.Options = driver.Options with { Stage = " ", Account = "" };

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1")));

        Assert.All(lines.Documents(), document => Assert.Empty(document.Problems()));
        Assert.Equal("undefined", lines.Documents()[0].Text("stage"));
    }

    [Fact]
    public void Problems_OfADocumentThatBreaksTheRules_NamesThem()
    {
        var document = new EmfDocument(
            """
            {"a":"1","m":"text","_aws":{"Timestamp":1.5,"CloudWatchMetrics":[
            {"Namespace":"","Dimensions":[["a","b"]],"Metrics":[{"Name":"m","Unit":"Furlongs"}]}]}}
            """
        );

        Assert.Equal(5, document.Problems().Count());
    }

    private static FunctionDriver Driver(string id = "p") =>
        new(
            From.Kinesis(),
            new Pipeline(
                id,
                units =>
                    units
                        .Tap(uow => Fail.On(uow, "fails"))
                        .Map(uow =>
                            uow.With(Slots.UpdateRequest, new() { Key = Item.Of(("pk", uow.Event.Id), ("sk", "s")) })
                        )
                        .UpdateDynamoDb()
                        .PublishToEventBridge()
            )
        );
}
