using System.Text;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class KafkaTests
{
    [Fact]
    public async Task Kafka_ARecord_GivesItsEventWithTopicPartitionOffsetKeyAndHeaders()
    {
        var entry = KafkaEntry.Of(Some.Event("a"), partition: 3) with
        {
            Topic = "orders",
            Offset = 15,
            Key = "k",
            Headers = [("trace", "1"), ("trace", "ü")],
        };

        var unit = Assert.Single((await From.Kafka().ReadAsync(Records.KafkaEntries(entry))).Units);

        var record = unit.Get(Slots.KafkaRecord)!;
        Assert.Equal("a", unit.Event.Id);
        Assert.Equal(("orders", 3, 15L, "k"), (record.Topic, record.Partition, record.Offset, record.KeyText));
        Assert.Equal(["1", "ü"], record.Headers.Select(header => header.Text));
        Assert.Equal("ü", record.Header("trace"));
        Assert.Null(record.Header("none"));
        Assert.Equal(("orders-3", "orders-3@15"), (unit.Record!.Group, unit.Record.Identifier));
    }

    [Fact]
    public async Task Kafka_SelfManaged_IsReadAsMsk()
    {
        var run = await From.Any().ReadAsync(Records.SelfManagedKafka(KafkaEntry.Of(Some.Event("a"))));

        Assert.Equal(["a"], run.Units.Ids());
    }

    [Fact]
    public async Task Kafka_AnEventWithoutId_GetsOneOfItsPlace()
    {
        var run = await From.Kafka().ReadAsync(Records.Kafka(Event.Of("thing-created"), Event.Of("thing-created")));

        Assert.Equal(["topic-0@0", "topic-0@1"], run.Units.Ids());
    }

    [Fact]
    public async Task Kafka_ATombstone_IsAUnitWithoutAnEvent()
    {
        var run = await From.Kafka().ReadAsync(Records.KafkaEntries(new KafkaEntry { Key = "gone" }));

        var unit = Assert.Single(run.Units);
        Assert.Same(Event.None, unit.Event);
        Assert.True(unit.Get(Slots.KafkaRecord)!.IsTombstone);
        Assert.Equal("gone", unit.Get(Slots.KafkaRecord)!.KeyText);
    }

    [Fact]
    public async Task Kafka_ATombstoneWithAType_IsAnEventOfIt()
    {
        var run = await From.Kafka(new() { TombstoneType = "thing-deleted" })
            .ReadAsync(Records.KafkaEntries(new KafkaEntry { Key = "gone" }));

        var @event = Assert.Single(run.Units).Event;
        Assert.Equal(("topic-0@0", "thing-deleted", "gone"), (@event.Id, @event.Type, @event.PartitionKey));
    }

    [Fact]
    public async Task KafkaRaw_Records_AreUnitsWithoutEvents()
    {
        var run = await From.KafkaRaw()
            .ReadAsync(Records.KafkaEntries(new KafkaEntry { Value = "no JSON"u8.ToArray() }));

        Assert.Empty(run.Faults);
        Assert.Equal("bm8gSlNPTg==", Assert.Single(run.Units).Record!.Json["value"].GetString());
    }

    [Fact]
    public async Task Kafka_FailedRecords_TakeUpTheirPartitionsAtTheFirstOfEach()
    {
        var driver = Failing("b", "d", "f");

        var run = await driver.InvokeAsync(
            Records.KafkaEntries(
                KafkaEntry.Of(Some.Event("a"), 0),
                KafkaEntry.Of(Some.Event("b"), 0),
                KafkaEntry.Of(Some.Event("c"), 1),
                KafkaEntry.Of(Some.Event("d"), 0),
                KafkaEntry.Of(Some.Event("e"), 2),
                KafkaEntry.Of(Some.Event("f"), 2),
                KafkaEntry.Of(Some.Event("g"), 2)
            )
        );

        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":{"partition":"topic-0","offset":1}},{"itemIdentifier":{"partition":"topic-2","offset":1}}]}""",
            Text(run)
        );
        Assert.Equal(["topic-0@1", "topic-0@2", "topic-2@1", "topic-2@2"], run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task Kafka_AFaultBehindAFailureOfItsPartition_IsNotPublished()
    {
        var driver = new FunctionDriver(
            From.Kafka(),
            new Pipeline(
                "all",
                units =>
                    units.Tap(uow =>
                        throw (uow.Event.Id is "a" ? new TimeoutException("again") : new FormatException("never"))
                    )
            )
        );
        driver.Options = driver.Options with
        {
            ReportBatchItemFailures = true,
            Retryable = error => error is TimeoutException,
        };

        var run = await driver.InvokeAsync(
            Records.KafkaEntries(
                KafkaEntry.Of(Some.Event("a"), 0),
                KafkaEntry.Of(Some.Event("b"), 0),
                KafkaEntry.Of(Some.Event("c"), 1)
            )
        );

        var fault = Assert.Single(run.Faults);
        Assert.Equal(1L, fault["uow"]["record"]["partition"].GetInt64());
        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":{"partition":"topic-0","offset":0}}]}""", Text(run));
    }

    [Theory]
    [InlineData("""{"topic":"t","partition":0,"offset":0,"value":"%%%"}""", "base64")]
    [InlineData("""{"topic":"t","partition":0,"offset":0,"value":1}""", "no text in value")]
    [InlineData("""{"topic":"t","partition":0,"offset":0,"key":"%","value":"e30="}""", "key")]
    [InlineData("""{"topic":"t","partition":0,"offset":0,"value":"e30=","headers":[{"h":[300]}]}""", "header h")]
    [InlineData("""{"topic":"t","partition":0,"value":"e30="}""", "topic, partition and offset")]
    [InlineData("""1""", "not an object")]
    public async Task Kafka_ADamagedRecord_IsAFaultThatKeepsIt(string record, string message)
    {
        var payload = "{\"eventSource\":\"aws:kafka\",\"records\":{\"t-0\":[" + record + "]}}";

        var run = await From.Kafka().ReadAsync(Encoding.UTF8.GetBytes(payload));

        var fault = Assert.Single(run.Faults);
        Assert.Contains(message, fault["err"]["message"].GetString(), StringComparison.Ordinal);
        Assert.Equal(record, fault["uow"]["record"].ToString());
    }

    [Theory]
    [InlineData("[]", "records should be an object with lists, but its kind is Array.")]
    [InlineData("""{"t-0":1}""", "records should be a list, but its kind is Number.")]
    public async Task Kafka_RecordsOfAnotherShape_AreAClearError(string records, string message)
    {
        var error = await Assert.ThrowsAsync<InvalidPayloadException>(async () =>
            await From.Kafka().ReadAsync(Encoding.UTF8.GetBytes("{\"records\":" + records + "}"))
        );

        Assert.Equal(message, error.Message);
    }

    private static FunctionDriver Failing(params string[] ids)
    {
        var driver = new FunctionDriver(
            From.Kafka(),
            new Pipeline(
                "fails",
                units =>
                    units.Tap(uow =>
                    {
                        if (ids.Contains(uow.Event.Id))
                            throw new TimeoutException(uow.Event.Id);
                    })
            )
        );
        driver.Options = driver.Options with { ReportBatchItemFailures = true, Retryable = _ => true };
        return driver;
    }

    private static string Text(DrivenInvocation run) => Encoding.UTF8.GetString(run.Result.Response.Span);
}
