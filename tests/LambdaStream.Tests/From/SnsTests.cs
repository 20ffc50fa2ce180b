using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class SnsTests
{
    // Node: parse records
    [Fact]
    public async Task SnsRaw_ParseRecords()
    {
        var run = await From.SnsRaw().ReadAsync(Records.SnsMessages("one", "two"));

        Assert.Equal(["one", "two"], run.Units.Select(uow => uow.Record!.Json["Sns"]["Message"].GetString()));
        Assert.All(run.Units, uow => Assert.Same(Event.None, uow.Event));
    }

    [Fact]
    public async Task Sns_GivesTheMessageAsTheEvent()
    {
        var run = await From.Sns().ReadAsync(Records.SnsMessages(Some.Event("a").ToString(), """{"type":"b"}"""));

        Assert.Equal(["a", "00000000-0000-0000-0000-000000000001"], run.Units.Ids());
    }

    [Fact]
    public async Task Sns_AMessageThatIsNoEvent_IsAFaultThatKeepsIt()
    {
        var run = await From.Sns().ReadAsync(Records.SnsMessages("no JSON", Some.Event("a").ToString()));

        Assert.Equal(["a"], run.Units.Ids());
        var fault = Assert.Single(run.Faults);
        Assert.Equal("no JSON", fault["uow"]["record"]["Sns"]["Message"].GetString());
    }

    [Fact]
    public async Task Sns_ARecordWithoutAMessage_IsAFault()
    {
        var run = await From.Sns().ReadAsync(Records.Of(Json.Parse("""{"EventSource":"aws:sns"}""")));

        Assert.Equal(
            "The SNS record has no text in Sns.Message.",
            Assert.Single(run.Faults)["err"]["message"].GetString()
        );
    }

    [Fact]
    public async Task SnsOverSqs_GivesTheMessageInTheEnvelope_OrTheBodyWithRawDelivery()
    {
        var enveloped = await From.SnsOverSqs().ReadAsync(Records.SnsOverSqs(Some.Event("a")));
        var raw = await From.SnsOverSqs().ReadAsync(Records.Sqs(Some.Event("b").With("Message", "own")));

        Assert.Equal(["a"], enveloped.Units.Ids());
        Assert.Equal(["b"], raw.Units.Ids());
        Assert.Equal("00000000-0000-0000-0000-000000000000", enveloped.Units[0].Record!.Identifier);
    }

    // Node: parse records
    [Fact]
    public async Task SqsRaw_ParseRecords()
    {
        var run = await From.SqsRaw().ReadAsync(Records.SqsBodies("one", "{}"));

        Assert.Equal(["one", "{}"], run.Units.Select(uow => uow.Record!.Json["body"].GetString()));
        Assert.All(run.Units, uow => Assert.Same(Event.None, uow.Event));
        Assert.Equal("00000000-0000-0000-0000-000000000001", run.Units[1].Record!.Identifier);
    }
}
