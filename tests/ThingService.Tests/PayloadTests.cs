using System.Text;
using LambdaStream;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace ThingService.Tests;

public class PayloadTests
{
    [Fact]
    public async Task AKinesisEvent_GoesToTheListener()
    {
        var run = await Run.OfPayloadAsync(Records.Kinesis(Ladder("created"), Event.Of("loan-started", ("id", "2"))));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("records 2 · events 0 · rows 1 · faults 0 · lost 0", run.LastLine);
        Assert.Contains("Step ladder", run.Output, StringComparison.Ordinal);
        Assert.Contains("unwanted: 1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnSqsEvent_GoesToTheListener()
    {
        var run = await Run.OfPayloadAsync(Records.SqsBodies(Ladder("created").ToString(), "no JSON"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("records 2 · events 0 · rows 1 · faults 1 · lost 0", run.LastLine);
        Assert.Contains("00000000-0000-0000-0000-000000000001", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEventBridgeEvent_GoesToTheListener()
    {
        var run = await Run.OfPayloadAsync(Records.EventBridge(Ladder("created")));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("records 1 · events 0 · rows 1 · faults 0 · lost 0", run.LastLine);
    }

    [Fact]
    public async Task ADynamoDbEvent_GoesToTheTriggerAndOnToTheView()
    {
        var row = Item.Of(
            ("pk", "1"),
            ("sk", "thing"),
            ("discriminator", "thing"),
            ("name", "Step ladder"),
            ("timestamp", 1_772_438_400_000)
        );

        var run = await Run.OfPayloadAsync(Records.DynamoDb(Change.Insert(row)));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("records 2 · events 1 · rows 1 · faults 0 · lost 0", run.LastLine);
        Assert.Contains("Step ladder", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileWithAByteOrderMark_IsRead() =>
        Assert.Equal(0, (await Run.OfPayloadAsync([0xEF, 0xBB, 0xBF, .. Records.Kinesis(Ladder("created"))])).ExitCode);

    [Fact]
    public async Task ControlCharactersOfAnEvent_AreNotPrinted()
    {
        var @event = Ladder("created").With("thing", Json.ObjectOf(("id", "1"), ("name", "red\u001b[31m\nladder")));

        var run = await Run.OfPayloadAsync(Records.Kinesis(@event));

        Assert.Contains("red [31m ladder", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATimeBeyondTheCalendar_IsPrintedAsItsNumber()
    {
        var run = await Run.OfPayloadAsync(Records.Kinesis(Ladder("created").With("timestamp", long.MaxValue)));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("9223372036854775807", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("42")]
    [InlineData("{}")]
    [InlineData("""{"Records":[]}""")]
    [InlineData("""{"Records":{}}""")]
    [InlineData("""{"Records":["thing-created"]}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:s3"}]}""")]
    [InlineData("""{"Records":[{"EventSource":"aws:sns"}]}""")]
    [InlineData("""{"detail-type":"thing-created","detail":"text"}""")]
    public async Task WhatIsNoKnownEvent_GivesOneLineAndCode2(string content) =>
        AssertOneLine(await Run.OfPayloadAsync(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public async Task AMissingFile_GivesOneLineAndCode2() =>
        AssertOneLine(await Run.OfAsync("--payload", Path.Combine(Path.GetTempPath(), "there", "is", "none.json")));

    [Fact]
    public async Task AFolder_GivesOneLineAndCode2() =>
        AssertOneLine(await Run.OfAsync("--payload", Path.GetTempPath()));

    [Theory]
    [InlineData("--payload")]
    [InlineData("--payload", "")]
    [InlineData("--payload", "a", "b")]
    [InlineData("--rows")]
    [InlineData("file.json")]
    [InlineData("")]
    public async Task UnusableArguments_GiveOneLineAndCode2(params string[] args) =>
        AssertOneLine(await Run.OfAsync(args));

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_ShowsTheOptions(string option)
    {
        var run = await Run.OfAsync(option);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--payload FILE", run.Output, StringComparison.Ordinal);
    }

    private static void AssertOneLine(Run run)
    {
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.NotEmpty(run.Error.Trim());
    }

    private static Event Ladder(string what) =>
        Event.Of(
            $"thing-{what}",
            ("id", "1"),
            ("partitionKey", "1"),
            ("timestamp", 1_772_438_400_000),
            ("thing", Json.ObjectOf(("id", "1"), ("name", "Step ladder")))
        );
}
