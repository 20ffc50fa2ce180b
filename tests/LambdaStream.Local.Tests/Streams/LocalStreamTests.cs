using System.Globalization;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests.Streams;

public class LocalStreamTests
{
    [Fact]
    public void ARecord_HasTheShapeThatLambdaDelivers()
    {
        var stream = Some.World().Stream("hub");

        var sequenceNumber = stream.Put("key", Json.Parse("""{"id":"1"}"""));

        Assert.Matches("^[1-9][0-9]{55}$", sequenceNumber);
        Assert.Equal(
            $$$"""
            {"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"key","sequenceNumber":"{{{sequenceNumber}}}",
            "data":"eyJpZCI6IjEifQ==","approximateArrivalTimestamp":1795417515.25},"eventSource":"aws:kinesis",
            "eventVersion":"1.0","eventID":"shardId-000000000000:{{{sequenceNumber}}}",
            "eventName":"aws:kinesis:record","invokeIdentityArn":"arn:aws:iam::000000000000:role/local",
            "awsRegion":"us-east-1","eventSourceARN":"arn:aws:kinesis:us-east-1:000000000000:stream/hub"}
            """.ReplaceLineEndings(""),
            Assert.Single(stream.Records).ToString()
        );
    }

    // The hash ranges that Kinesis shows for new streams.
    [Theory]
    [InlineData(2, "170141183460469231731687303715884105727", 0)]
    [InlineData(2, "170141183460469231731687303715884105728", 1)]
    [InlineData(3, "113427455640312821154458202477256070484", 0)]
    [InlineData(3, "113427455640312821154458202477256070485", 1)]
    [InlineData(3, "226854911280625642308916404954512140969", 1)]
    [InlineData(3, "226854911280625642308916404954512140970", 2)]
    [InlineData(3, "340282366920938463463374607431768211455", 2)]
    [InlineData(5, "68056473384187692692674921486353642290", 0)]
    [InlineData(5, "68056473384187692692674921486353642291", 1)]
    [InlineData(1, "340282366920938463463374607431768211455", 0)]
    [InlineData(1, "0", 0)]
    public void AHashKey_ChoosesTheShardOfItsRange(int shards, string hashKey, int shard)
    {
        var stream = Some.World().Stream("hub", shards);

        stream.Put("any", Some.Utf8("x"), UInt128.Parse(hashKey, CultureInfo.InvariantCulture));

        Assert.StartsWith($"shardId-00000000000{shard}:", Assert.Single(stream.Records)["eventID"].GetString());
    }

    // Of four shards the two highest bits of the MD5 decide, that is its first hexadecimal digit divided by four.
    [Theory]
    [InlineData("a", "0cc175b9c0f1b6a831c399e269772661", 0)]
    [InlineData("b", "92eb5ffee6ae2fec3ad71c777531578f", 2)]
    [InlineData("c", "4a8a08f09d37b73795649038408b5f33", 1)]
    [InlineData("e", "e1671797c52e15f763380b45e841ec32", 3)]
    [InlineData("ключ", "c3657b66c60a307292aae11f07b04ae7", 3)]
    [InlineData("\ud83d\ude00", "2a02eac39d716a70ecf37579185927b6", 0)]
    public void APartitionKey_ChoosesTheShardByItsMd5(string key, string md5, int shard)
    {
        var stream = Some.World().Stream("hub", 4);
        stream.Put(key, Some.Utf8("x"));
        stream.Put("any", Some.Utf8("x"), UInt128.Parse(md5, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

        Assert.Equal(2, stream.Records.Count);
        Assert.All(
            stream.Records,
            record => Assert.StartsWith($"shardId-00000000000{shard}:", record["eventID"].GetString())
        );
    }

    [Fact]
    public void ARecord_OutsideTheLimits_IsRefused()
    {
        var stream = Some.World().Stream("hub");

        stream.Put(new string('k', 256), new byte[1024 * 1024 - 256]);

        Assert.Throws<ServiceException>(() => stream.Put("", Some.Utf8("x")));
        Assert.Throws<ServiceException>(() => stream.Put(new string('k', 257), Some.Utf8("x")));
        Assert.Throws<ServiceException>(() => stream.Put("k", new byte[1024 * 1024]));
        Assert.Single(stream.Records);
    }

    [Fact]
    public void AStream_IsFoundByName()
    {
        var world = Some.World();
        var stream = world.Stream("hub", 2);

        Assert.Same(stream, world.Stream("hub"));
        Assert.Same(stream, world.Stream("hub", 2));
        Assert.Throws<ArgumentException>(() => world.Stream("hub", 3));
    }

    [Fact]
    public void AStream_ThatIsSetToMore_TakesRecordsOfUpTo10MiB()
    {
        const int most = 10 * 1024 * 1024;
        var stream = Some.World().Stream("hub");
        stream.MaxRecordSize = most;

        stream.Put("k", new byte[most - 1]);

        Assert.Throws<ServiceException>(() => stream.Put("k", new byte[most]));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.MaxRecordSize = most + 1);
        Assert.Equal(1, stream.Records.Count(_ => true));
    }
}
