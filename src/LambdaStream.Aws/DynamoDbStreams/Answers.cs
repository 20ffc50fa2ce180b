using LambdaStream.Connectors;

namespace LambdaStream.Aws.DynamoDbStreams;

/// <summary>Reads the answers of DynamoDB Streams' API.</summary>
internal static class Answers
{
    public static DescribeStreamResponse DescribeStream(Json answer)
    {
        var description = answer["StreamDescription"];
        var shards = new List<StreamShard>();
        foreach (var shard in description["Shards"].EnumerateArray())
        {
            shards.Add(
                new()
                {
                    ShardId = shard.Require("ShardId").GetString()!,
                    ParentShardId = shard["ParentShardId"].GetString(),
                    EndingSequenceNumber = shard["SequenceNumberRange"]["EndingSequenceNumber"].GetString(),
                }
            );
        }
        return new() { Shards = shards, LastEvaluatedShardId = description["LastEvaluatedShardId"].GetString() };
    }

    public static GetShardIteratorResponse GetShardIterator(Json answer) =>
        new() { ShardIterator = answer["ShardIterator"].GetString() };

    public static GetRecordsResponse GetRecords(Json answer)
    {
        var records = new List<Json>();
        foreach (var record in answer["Records"].EnumerateArray())
            records.Add(record);
        return new() { Records = records, NextShardIterator = answer["NextShardIterator"].GetString() };
    }
}
