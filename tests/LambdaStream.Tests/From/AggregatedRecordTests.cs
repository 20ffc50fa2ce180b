using System.Text;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

/// <summary>Records of the Kinesis Producer Library.</summary>
public class AggregatedRecordTests
{
    [Fact]
    public async Task Kinesis_AnAggregatedRecord_GivesAUnitForEachOfItsRecords()
    {
        var run = await From.Kinesis()
            .ReadAsync(Records.KinesisData(Utf8(Some.Event("a")), Aggregated("b", "c"), Utf8(Some.Event("d"))));

        Assert.Equal(["a", "b", "c", "d"], run.Units.Ids());
        Assert.Equal(["0", "1", "1", "2"], run.Units.Select(uow => uow.Record!.Identifier));
        Assert.Equal(
            [null, 0L, 1L, null],
            run.Units.Select(uow => uow.Get(Slots.KinesisUserRecord)?.SubSequenceNumber)
        );
        Assert.Equal(3, run.Result.RecordCount);
    }

    [Fact]
    public async Task Kinesis_PartitionKeysAndHashKeys_AreThoseOfTheTables()
    {
        var run = await From.Kinesis().ReadAsync(SourcePayloads.Read("kinesis-aggregated"));

        var records = run.Units.Select(uow => uow.Get(Slots.KinesisUserRecord)).Take(2).ToList();
        Assert.Equal(["t1", "t2"], records.Select(record => record!.PartitionKey));
        Assert.Equal(
            ["340282366920938463463374607431768211455", null],
            records.Select(record => record!.ExplicitHashKey)
        );
    }

    [Fact]
    public async Task Kinesis_EventsWithoutId_GetOneOfRecordAndPlace()
    {
        var data = Records.Aggregated(Utf8(Event.Of("thing-created")), Utf8(Event.Of("thing-created")));

        var run = await From.Kinesis().ReadAsync(Records.KinesisData(data));

        Assert.Equal(["shardId-000000000000:0:0", "shardId-000000000000:0:1"], run.Units.Ids());
    }

    [Fact]
    public async Task Kinesis_APartThatFails_FailsTheOuterRecord()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline("fails", "bad", units => units.Tap(uow => throw new TimeoutException(uow.Event.Id)))
        );
        driver.Options = driver.Options with { ReportBatchItemFailures = true, Retryable = _ => true };
        var data = Records.Aggregated(Utf8(Some.Event("b")), Utf8(Some.Event("c").With("type", "bad")));

        var run = await driver.InvokeAsync(Records.KinesisData(Utf8(Some.Event("a")), data, Utf8(Some.Event("d"))));

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}]}""", Text(run));
    }

    [Fact]
    public async Task Kinesis_AnAbortedPipeline_IsNotDoneWithARecordOfWhichOnePartHasArrived()
    {
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("aborts", units => units.Select(Third)));
        driver.Options = driver.Options with { ReportBatchItemFailures = true };

        var run = await driver.InvokeAsync(Records.KinesisData(Utf8(Some.Event("a")), Aggregated("b", "c")));

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}]}""", Text(run));

        static UnitOfWork Third(UnitOfWork uow) => uow.Event.Id is "c" ? throw new TimeoutException("c") : uow;
    }

    [Fact]
    public async Task Kinesis_APartThatCannotBeRead_IsAFaultThatKeepsTheOuterRecord()
    {
        var run = await From.Kinesis()
            .ReadAsync(Records.KinesisData(Records.Aggregated(Utf8(Some.Event("a")), "no JSON"u8.ToArray())));

        Assert.Equal(["a"], run.Units.Ids());
        var fault = Assert.Single(run.Faults);
        Assert.Equal("no JSON", fault["uow"]["event"].GetString());
        Assert.Equal("0", fault["uow"]["record"]["kinesis"]["sequenceNumber"].GetString());
    }

    [Fact]
    public async Task Kinesis_UnwantedParts_AreDroppedAndTheRecordCountsOnce()
    {
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("one", "wanted", units => units));

        var run = await driver.InvokeAsync(
            Records.KinesisData(
                Records.Aggregated(Utf8(Some.Event("a")), Utf8(Some.Event("b").With("type", "wanted"))),
                Aggregated("c", "d"),
                Records.Aggregated()
            )
        );

        Assert.Equal(["b"], run.Units.Ids());
        Assert.Equal((3, 2), (run.Result.RecordCount, run.Result.UnwantedCount));
    }

    [Fact]
    public async Task Kinesis_ADamagedAggregate_IsAFaultThatKeepsTheRecord()
    {
        var whole = Aggregated("a", "b");
        // The magic number stays, every other byte is damaged once.
        for (var i = 4; i < whole.Length; i++)
        {
            var damaged = whole.ToArray();
            damaged[i] ^= 1;

            var run = await From.Kinesis().ReadAsync(Records.KinesisData(damaged));

            Assert.Empty(run.Units);
            var fault = Assert.Single(run.Faults);
            Assert.Contains("MD5", fault["err"]["message"].GetString(), StringComparison.Ordinal);
            Assert.Equal(Convert.ToBase64String(damaged), fault["uow"]["record"]["kinesis"]["data"].GetString());
        }
    }

    [Theory]
    [InlineData("", "too short")]
    [InlineData("F3899AC2", "too short")]
    // A part whose key is not in the table, without data, of an unknown kind, and that ends too early.
    [InlineData("0A016B1A0508011A0178", "part 0 has no data, or a key")]
    [InlineData("0A016B1A020800", "part 0 has no data, or a key")]
    [InlineData("0B", "unknown kind 3")]
    [InlineData("1A05", "ends within a field")]
    [InlineData("08FFFFFFFFFFFFFFFFFFFF01", "more than 64 bits")]
    [InlineData("0A80", "ends within a number")]
    [InlineData("0000", "without a number")]
    public async Task Kinesis_AnAggregateWithARightMd5AndAWrongMessage_IsAFault(string message, string expected)
    {
        var bytes = Convert.FromHexString(message);
        byte[] data = message is "" or "F3899AC2"
            ? [0xf3, 0x89, 0x9a, 0xc2, .. bytes]
            : [0xf3, 0x89, 0x9a, 0xc2, .. bytes, .. Digest.Of(bytes)];

        var run = await From.Kinesis().ReadAsync(Records.KinesisData(data));

        var fault = Assert.Single(run.Faults);
        Assert.Contains(expected, fault["err"]["message"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kinesis_DataThatOnlyBeginsLikeTheMagicNumber_IsAFault()
    {
        var run = await From.Kinesis().ReadAsync(Records.KinesisData([0xf3, 0x89, 0x9a, 0xc3, 1, 2, 3]));

        Assert.Contains("UTF-8", Assert.Single(run.Faults)["err"]["message"].GetString(), StringComparison.Ordinal);
    }

    private static byte[] Aggregated(params string[] ids) =>
        Records.Aggregated([.. ids.Select(id => Utf8(Some.Event(id)))]);

    private static byte[] Utf8(Event @event) => @event.ToJson().ToUtf8();

    private static string Text(DrivenInvocation run) => Encoding.UTF8.GetString(run.Result.Response.Span);

    private static class Digest
    {
        [System.Diagnostics.CodeAnalysis.SuppressMessage(
            "Security",
            "CA5351",
            Justification = "The format prescribes MD5."
        )]
        public static byte[] Of(byte[] bytes) => System.Security.Cryptography.MD5.HashData(bytes);
    }
}
