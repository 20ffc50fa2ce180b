using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests.Streams;

public class ReplayTests
{
    [Fact]
    public void AReplayedRecord_KeepsItsKeyAndItsDataAndGetsAPlaceInTheStream()
    {
        var stream = Some.World().Stream("hub");
        stream.Put("key", Json.Parse("{}"));

        var sequenceNumber = stream.Replay(
            Json.Parse(
                """{"eventID":"shardId-7:1","kinesis":{"sequenceNumber":"1","partitionKey":"thing","data":"%%% no base64"}}"""
            )
        );

        var record = stream.Records[1];
        Assert.Equal("thing", record["kinesis"]["partitionKey"].GetString());
        Assert.Equal("%%% no base64", record["kinesis"]["data"].GetString());
        Assert.Equal(sequenceNumber, record["kinesis"]["sequenceNumber"].GetString());
        Assert.Equal($"shardId-000000000000:{sequenceNumber}", record["eventID"].GetString());
        Assert.Equal(stream.Arn, record["eventSourceARN"].GetString());
    }

    [Theory]
    [InlineData("""{"messageId":"1","body":"{}"}""")]
    [InlineData("""{"kinesis":{"partitionKey":"1"}}""")]
    [InlineData("""{"kinesis":{"data":"e30=","partitionKey":1}}""")]
    public void ARecordOfAnotherSource_IsRefused(string record)
    {
        var stream = Some.World().Stream("hub");

        Assert.Throws<ArgumentException>(() => stream.Replay(Json.Parse(record)));
        Assert.Empty(stream.Records);
    }

    [Theory]
    [InlineData(1024 * 1024 - 1, true)]
    [InlineData(1024 * 1024, false)]
    public void AReplayedRecord_HasTheLimitsOfEveryRecord(int bytes, bool isTaken)
    {
        var stream = Some.World().Stream("hub");
        var record = Json.ObjectOf(
            ("kinesis", Json.ObjectOf(("partitionKey", "1"), ("data", Convert.ToBase64String(new byte[bytes]))))
        );

        if (isTaken)
            stream.Replay(record);
        else
            Assert.Throws<ServiceException>(() => stream.Replay(record));

        Assert.Equal(isTaken ? 1 : 0, stream.Records.Count);
    }
}
