using System.Text.Json.Nodes;
using LambdaStream.Conformance.Running;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Binding;

/// <summary>Makes the library's messages of what templates give.</summary>
internal sealed class MessageRequests(MissingParts missing)
{
    public SendMessageBatchRequestEntry? Sqs(JsonNode? node)
    {
        if (node is not JsonObject json)
            return null;
        var message = new Members(json);
        var entry = new SendMessageBatchRequestEntry
        {
            Id = message.Text("Id") ?? "",
            MessageBody = message.Text("MessageBody") ?? "",
            DelaySeconds = message.Number("DelaySeconds"),
            MessageAttributes = Attributes(message),
            MessageGroupId = message.Text("MessageGroupId"),
            MessageDeduplicationId = message.Text("MessageDeduplicationId"),
        };
        Report("SQS", message);
        return entry;
    }

    public PublishRequest? Sns(JsonNode? node)
    {
        if (node is not JsonObject json)
            return null;
        var message = new Members(json);
        var request = new PublishRequest
        {
            TopicArn = message.Text("TopicArn"),
            TargetArn = message.Text("TargetArn"),
            PhoneNumber = message.Text("PhoneNumber"),
            Message = message.Text("Message") ?? "",
            Subject = message.Text("Subject"),
            MessageStructure = message.Text("MessageStructure"),
            MessageAttributes = Attributes(message),
            MessageGroupId = message.Text("MessageGroupId"),
            MessageDeduplicationId = message.Text("MessageDeduplicationId"),
        };
        Report("SNS", message);
        return request;
    }

    private void Report(string service, Members message)
    {
        foreach (var member in message.Unasked)
            missing.Add($"the member {member} of a message for {service}");
    }

    private static Dictionary<string, MessageAttributeValue>? Attributes(Members message) =>
        (message.Node("MessageAttributes") as JsonObject)?.ToDictionary(
            attribute => attribute.Key,
            attribute => new MessageAttributeValue
            {
                DataType = attribute.Value!["DataType"]!.GetValue<string>(),
                StringValue = attribute.Value["StringValue"]?.ToString(),
                BinaryValue = attribute.Value["BinaryValue"] is { } bytes
                    ? Convert.FromBase64String(bytes.GetValue<string>())
                    : default(ReadOnlyMemory<byte>?),
            }
        );
}
