using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>Messages of SQS and SNS in the JSON of their APIs.</summary>
internal static class MessageForms
{
    public static JsonObject Of(SendMessageBatchRequestEntry entry) =>
        ApiJson.Input(
            ("Id", entry.Id),
            ("MessageBody", entry.MessageBody),
            ("DelaySeconds", entry.DelaySeconds),
            ("MessageAttributes", Attributes(entry.MessageAttributes)),
            ("MessageGroupId", entry.MessageGroupId),
            ("MessageDeduplicationId", entry.MessageDeduplicationId)
        );

    public static JsonObject Of(PublishRequest request) =>
        ApiJson.Input(
            ("TopicArn", request.TopicArn),
            ("TargetArn", request.TargetArn),
            ("PhoneNumber", request.PhoneNumber),
            ("Message", request.Message),
            ("Subject", request.Subject),
            ("MessageStructure", request.MessageStructure),
            ("MessageAttributes", Attributes(request.MessageAttributes)),
            ("MessageGroupId", request.MessageGroupId),
            ("MessageDeduplicationId", request.MessageDeduplicationId)
        );

    public static JsonObject Of(PublishBatchRequestEntry entry) =>
        ApiJson.Input(
            ("Id", entry.Id),
            ("Message", entry.Message),
            ("Subject", entry.Subject),
            ("MessageStructure", entry.MessageStructure),
            ("MessageAttributes", Attributes(entry.MessageAttributes)),
            ("MessageGroupId", entry.MessageGroupId),
            ("MessageDeduplicationId", entry.MessageDeduplicationId)
        );

    public static IReadOnlyList<BatchResultErrorEntry> Failed(JsonNode? answer) =>
        [
            .. (answer?["Failed"] as JsonArray ?? []).Select(entry => new BatchResultErrorEntry
            {
                Id = ApiJson.ToText(entry!["Id"]) ?? "",
                Code = ApiJson.ToText(entry["Code"]) ?? "",
                Message = ApiJson.ToText(entry["Message"]),
                SenderFault = entry["SenderFault"]?.GetValue<bool>() ?? false,
            }),
        ];

    private static JsonObject? Attributes(IReadOnlyDictionary<string, MessageAttributeValue>? attributes)
    {
        if (attributes is null)
            return null;
        var members = new JsonObject();
        foreach (var (name, value) in attributes)
            members[name] = ApiJson.Input(
                ("DataType", value.DataType),
                ("StringValue", value.StringValue),
                ("BinaryValue", value.BinaryValue is { } bytes ? Convert.ToBase64String(bytes.Span) : null)
            );
        return members;
    }
}
