using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class SqsTests
{
    // Node: parse event records
    [Fact]
    public async Task Sqs_GivesOneUnitPerMessage()
    {
        var run = await From.Sqs().ReadAsync(Records.Sqs(Some.Event("a"), Some.Event("b")));

        Assert.Equal(["a", "b"], run.Units.Ids());
        Assert.Equal(
            ["00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000001"],
            run.Units.Select(uow => uow.Record!.Identifier)
        );
        Assert.Equal("00000000-0000-0000-0000-000000000000", run.Units[0].Record!.Id);
        Assert.Equal("receipt-0", run.Units[0].Record!.Json["receiptHandle"].GetString());
    }

    [Fact]
    public async Task Sqs_AnEventWithoutAnId_GetsTheMessages()
    {
        var run = await From.Sqs().ReadAsync(Records.SqsBodies("""{"type":"a"}""", """{"id":"own","type":"a"}"""));

        Assert.Equal(["00000000-0000-0000-0000-000000000000", "own"], run.Units.Ids());
    }

    [Fact]
    public async Task Sqs_EventsTaggedSkip_AreDropped()
    {
        var run = await From.Sqs()
            .ReadAsync(Records.Sqs(Some.Event("a").With("tags", Json.ObjectOf(("skip", true))), Some.Event("b")));

        Assert.Equal(["b"], run.Units.Ids());
    }

    [Fact]
    public async Task Sqs_CompressedValues_AreReadAsWhatTheyStandFor()
    {
        var run = await From.Sqs()
            .ReadAsync(Records.SqsBodies("""{"type":"a","thing":"COMPRESSEDH4sIAAAAAAAAA6tWSlayMqgFAI7OwDUHAAAA"}"""));

        Assert.Equal(0, Assert.Single(run.Units).Event["thing"]["c"].GetInt64());
    }

    [Fact]
    public async Task Sqs_ABodyWithEscapes_KeepsItsText()
    {
        var @event = Some.Event().With("text", "tab\t \"quoted\" é 😀 \u0001");

        var run = await From.Sqs().ReadAsync(Records.Sqs(@event));

        Assert.Equal("tab\t \"quoted\" é 😀 \u0001", Assert.Single(run.Units).Event["text"].GetString());
    }

    [Fact]
    public async Task Sqs_ABodyThatIsNoEvent_IsAFaultOfThatMessage()
    {
        var run = await From.Sqs().ReadAsync(Records.SqsBodies("hello", """{"type":"a"}""", ""));

        Assert.Single(run.Units);
        Assert.Equal(["hello", ""], run.Faults.Select(fault => fault["uow"]["event"].GetString()));
        Assert.Equal("00000000-0000-0000-0000-000000000000", run.Faults[0]["uow"]["record"]["messageId"].GetString());
    }

    [Fact]
    public async Task Sqs_AMessageWithoutABody_IsAFault()
    {
        var run = await From.Sqs().ReadAsync(Records.Of(Json.Parse("""{"messageId":"m"}""")));

        Assert.Equal(
            "The SQS message has no text in its body.",
            Assert.Single(run.Faults)["err"]["message"].GetString()
        );
    }
}
