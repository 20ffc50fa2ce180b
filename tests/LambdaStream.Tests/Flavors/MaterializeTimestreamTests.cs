using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class MaterializeTimestreamTests
{
    private readonly RecordingTimestream _timestream = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Execute(bool isAsync)
    {
        var driver = Driver(
            new()
            {
                Id = "ts",
                EventType = "thing-created",
                Filters = [uow => uow.Event.Id != "2"],
                ToWriteRequest = isAsync ? null : uow => Request(uow),
                ToWriteRequestAsync = isAsync ? (uow, _) => new(Request(uow)) : null,
            }
        );

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1"), Some.Event("2"), Some.Event("3", "other")));

        Assert.Equal("1", Assert.Single(Assert.Single(_timestream.Requests).Records).MeasureValue);
    }

    [Fact]
    public async Task Start_WithoutMappingOrType_IsRefused()
    {
        var error = await Assert.ThrowsAsync<InvalidProcessorException>(async () =>
            await Driver(new() { Id = "ts" }).InvokeAsync(Records.Kinesis())
        );

        Assert.Contains("ToWriteRequest", error.Message, StringComparison.Ordinal);
        Assert.Contains("EventType", error.Message, StringComparison.Ordinal);
    }

    private FunctionDriver Driver(MaterializeTimestream rule)
    {
        var driver = new FunctionDriver(From.Kinesis(), rule);
        driver.Options = driver.Options with { TimestreamWrite = _timestream };
        return driver;
    }

    private static WriteRecordsRequest Request(UnitOfWork uow) =>
        new()
        {
            DatabaseName = "db",
            TableName = "t",
            Records = [new() { MeasureName = "m", MeasureValue = uow.Event.Id }],
        };
}
