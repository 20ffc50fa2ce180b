using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Firehose;

/// <summary>Writes the requests of Firehose's API.</summary>
internal static class Requests
{
    public static void Write(PutRecordBatchRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("DeliveryStreamName"u8, request.DeliveryStreamName);
        members.Member("Records"u8).WriteArray(request.Records, Write);
        members.End();
    }

    private static void Write(FirehoseRecord record, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Member("Data"u8).WriteBase64(record.Data.Span);
        members.End();
    }
}
