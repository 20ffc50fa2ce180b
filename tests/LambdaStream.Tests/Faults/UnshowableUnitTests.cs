using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class UnshowableUnitTests
{
    [Fact]
    public async Task ASlotWhoseJsonFormFails_DoesNotHideTheFault()
    {
        var slot = new Slot<string>("broken", _ => throw new InvalidOperationException("no form"));
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline(
                "p",
                units => units.Map(uow => uow.With(slot, "x")).Tap(_ => throw new TimeoutException("real"))
            )
        );

        var run = await driver.InvokeAsync(Records.Kinesis(Some.Event()));

        var fault = Assert.Single(run.Faults);
        Assert.Equal("real", fault["err"]["message"].GetString());
        Assert.True(fault["uow"]["record"].IsDefined);
        Assert.Empty(run.Result.BatchItemFailures);
    }
}
