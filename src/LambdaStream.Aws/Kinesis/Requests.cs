using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Kinesis;

/// <summary>Writes the requests of Kinesis's API.</summary>
internal static class Requests
{
    public static void Write(PutRecordsRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("StreamName"u8, request.StreamName);
        members.Add("StreamARN"u8, request.StreamArn);
        members.Member("Records"u8).WriteArray(request.Records, Write);
        members.End();
    }

    private static void Write(PutRecordsRequestEntry record, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Member("Data"u8).WriteBase64(record.Data.Span);
        members.Add("PartitionKey"u8, record.PartitionKey);
        members.Add("ExplicitHashKey"u8, record.ExplicitHashKey);
        members.End();
    }
}
