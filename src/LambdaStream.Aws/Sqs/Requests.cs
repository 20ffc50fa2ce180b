using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Sqs;

/// <summary>Writes the requests of the API of SQS.</summary>
internal static class Requests
{
    public static void Write(SendMessageBatchRequest request, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("QueueUrl"u8, request.QueueUrl);
        members.Member("Entries"u8).WriteArray(request.Entries, Write);
        members.End();
    }

    private static void Write(SendMessageBatchRequestEntry entry, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        members.Add("Id"u8, entry.Id);
        members.Add("MessageBody"u8, entry.MessageBody);
        members.Add("DelaySeconds"u8, entry.DelaySeconds);
        if (entry.MessageAttributes is { } attributes)
            Write(attributes, members.Member("MessageAttributes"u8));
        members.Add("MessageGroupId"u8, entry.MessageGroupId);
        members.Add("MessageDeduplicationId"u8, entry.MessageDeduplicationId);
        members.End();
    }

    private static void Write(IReadOnlyDictionary<string, MessageAttributeValue> attributes, IBufferWriter<byte> output)
    {
        var members = new JsonObject(output);
        foreach (var (name, value) in attributes)
        {
            var attribute = new JsonObject(members.Member(name));
            attribute.Add("DataType"u8, value.DataType);
            attribute.Add("StringValue"u8, value.StringValue);
            if (value.BinaryValue is { } bytes)
                attribute.Member("BinaryValue"u8).WriteBase64(bytes.Span);
            attribute.End();
        }
        members.End();
    }
}
