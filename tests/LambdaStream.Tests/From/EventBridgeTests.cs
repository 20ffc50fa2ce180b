using System.Text;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class EventBridgeTests
{
    // Node: parse records
    [Fact]
    public async Task EventBridge_GivesTheDetailAsTheEvent()
    {
        var run = await From.EventBridge().ReadAsync(Records.EventBridge(Some.Event("a")));

        var unit = Assert.Single(run.Units);
        Assert.Equal(("a", "thing-created"), (unit.Event.Id, unit.Event.Type));
        Assert.Equal("test", unit.Record!.Json["source"].GetString());
        Assert.Equal(1, run.Result.RecordCount);
    }

    [Fact]
    public async Task EventBridge_AnEventWithoutAnId_GetsTheEnvelopes()
    {
        var run = await From.EventBridge().ReadAsync("""{"id":"envelope","detail":{"type":"a"}}"""u8.ToArray());

        Assert.Equal("envelope", Assert.Single(run.Units).Event.Id);
    }

    [Fact]
    public async Task EventBridge_TheTagSkip_HasNoEffect()
    {
        var run = await From.EventBridge()
            .ReadAsync(Records.EventBridge(Some.Event().With("tags", Json.ObjectOf(("skip", true)))));

        Assert.Single(run.Units);
    }

    // Publishers compress, so what comes straight from the bus must be decompressed too, which Node forgets.
    [Fact]
    public async Task EventBridge_CompressedValues_AreReadAsWhatTheyStandFor()
    {
        var run = await From.EventBridge()
            .ReadAsync(
                """{"id":"1","detail":{"type":"a","thing":"COMPRESSEDH4sIAAAAAAAAA6tWSlayMqgFAI7OwDUHAAAA"}}"""u8.ToArray()
            );

        Assert.Equal(0, Assert.Single(run.Units).Event["thing"]["c"].GetInt64());
    }

    [Theory]
    [InlineData("""{"id":"1","detail":"text"}""")]
    [InlineData("""{"id":"1","detail":[]}""")]
    [InlineData("""{"id":"1"}""")]
    public async Task EventBridge_WithoutADetail_IsAFault(string payload)
    {
        var run = await From.EventBridge().ReadAsync(Encoding.UTF8.GetBytes(payload));

        Assert.Equal(
            "The EventBridge event has no object in detail.",
            Assert.Single(run.Faults)["err"]["message"].GetString()
        );
    }

    [Fact]
    public async Task EventBridge_AnEmptyPayload_HasNothingToDo()
    {
        var run = await From.EventBridge().ReadAsync("{}"u8.ToArray());

        Assert.Equal(0, run.Result.RecordCount);
    }
}
