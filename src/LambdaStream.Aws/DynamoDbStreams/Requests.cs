using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.DynamoDbStreams;

/// <summary>Writes the requests of DynamoDB Streams' API.</summary>
internal static class Requests
{
    public static void Write(DescribeStreamRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("StreamArn"u8, request.StreamArn);
        members.Add("ExclusiveStartShardId"u8, request.ExclusiveStartShardId);
        members.End();
    }

    public static void Write(GetShardIteratorRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("StreamArn"u8, request.StreamArn);
        members.Add("ShardId"u8, request.ShardId);
        members.Add("ShardIteratorType"u8, request.ShardIteratorType);
        members.Add("SequenceNumber"u8, request.SequenceNumber);
        members.End();
    }

    public static void Write(GetRecordsRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("ShardIterator"u8, request.ShardIterator);
        members.Add("Limit"u8, request.Limit);
        members.End();
    }
}
