using System.Text;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class CustomEventBusTests
{
    [Fact]
    public async Task CustomEventBus_WithMetadata_GivesTheDataAndWhatCameWithIt()
    {
        var run = await From.CustomEventBus().ReadAsync(SourcePayloads.Read("custom-event-bus"));

        Assert.Equal(["1", "2"], run.Units.Ids());
        Assert.Equal("acme", run.Units[0].Get(Slots.BusMetadata)["tenant"].GetString());
        Assert.Equal(
            "9007199254740993001",
            run.Units[0].Get(Slots.BusSystemMetadata)["aws:SequenceNumber"].GetString()
        );
        Assert.False(run.Units[1].Get(Slots.BusMetadata).IsDefined);
    }

    [Fact]
    public async Task CustomEventBus_AnEventWithoutId_GetsTheBus()
    {
        var payload = Records.CustomEventBus(Event.Of("thing-created"), Event.Of("thing-created"));

        var run = await From.CustomEventBus().ReadAsync(payload);

        Assert.Equal(["00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000001"], run.Units.Ids());
    }

    [Fact]
    public async Task CustomEventBus_OneEvent_IsReadAsABatchOfOne()
    {
        var one = Json.Parse(Records.CustomEventBus(Some.Event("a")))[0].ToUtf8();

        Assert.Equal(["a"], (await From.CustomEventBus().ReadAsync(one)).Units.Ids());
        Assert.Equal(["a"], (await From.Any().ReadAsync(one)).Units.Ids());
    }

    [Fact]
    public async Task CustomEventBus_DataThatIsNoJson_IsAUnitWithoutAnEvent()
    {
        var run = await From.CustomEventBus()
            .ReadAsync(
                """[{"Data":"AAEC","SystemMetadata":{"ContentType":"application/octet-stream","aws:DeliveryType":"LIVE"}}]"""u8.ToArray()
            );

        Assert.Empty(run.Faults);
        Assert.Equal("AAEC", Assert.Single(run.Units).Record!.Json["Data"].GetString());
    }

    [Theory]
    [InlineData("""[{"Data":"x","SystemMetadata":{"ContentType":"application/json"}}]""")]
    [InlineData("""[{"Data":1,"SystemMetadata":{}}]""")]
    [InlineData("""[{"SystemMetadata":{}}]""")]
    [InlineData("[1]")]
    public async Task CustomEventBus_DataThatIsNoObject_IsAFaultThatKeepsIt(string payload)
    {
        var run = await From.CustomEventBus().ReadAsync(Encoding.UTF8.GetBytes(payload));

        var fault = Assert.Single(run.Faults);
        Assert.Equal("The event of the bus has no object as its data.", fault["err"]["message"].GetString());
        Assert.Equal(payload[1..^1], fault["uow"]["record"].ToString());
    }

    [Fact]
    public async Task CustomEventBus_AFailure_FailsTheInvocation()
    {
        var driver = new FunctionDriver(
            From.CustomEventBus(),
            new Pipeline("fails", units => units.Tap(uow => throw new TimeoutException(uow.Event.Id)))
        );
        driver.Options = driver.Options with { ReportBatchItemFailures = true, Retryable = _ => true };

        await Assert.ThrowsAsync<TimeoutException>(async () =>
            await driver.InvokeAsync(Records.CustomEventBus(Some.Event("a"), Some.Event("b")))
        );
    }
}
