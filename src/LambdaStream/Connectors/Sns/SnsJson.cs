namespace LambdaStream.Connectors;

/// <summary>Requests and answers in the JSON of the API of SNS, as fault events show them.</summary>
internal static class SnsJson
{
    public static Json Of(PublishRequest request) =>
        Json.ObjectOf(
            ("TopicArn", request.TopicArn),
            ("TargetArn", request.TargetArn),
            ("PhoneNumber", request.PhoneNumber),
            ("Message", request.Message),
            ("Subject", request.Subject),
            ("MessageStructure", request.MessageStructure),
            ("MessageAttributes", MessageJson.Of(request.MessageAttributes)),
            ("MessageGroupId", request.MessageGroupId),
            ("MessageDeduplicationId", request.MessageDeduplicationId)
        );

    public static Json Of(PublishResponse response) =>
        Json.ObjectOf(("MessageId", response.MessageId), ("SequenceNumber", response.SequenceNumber));

    public static Json Of(PublishBatchRequest request) =>
        Json.ObjectOf(
            ("TopicArn", request.TopicArn),
            ("PublishBatchRequestEntries", Json.ArrayOf([.. request.PublishBatchRequestEntries.Select(Of)]))
        );

    public static Json Of(PublishBatchResponse response) =>
        Json.ObjectOf(
            ("Successful", Json.ArrayOf([.. response.Successful.Select(Of)])),
            ("Failed", Json.ArrayOf([.. response.Failed.Select(MessageJson.Of)]))
        );

    private static Json Of(PublishBatchRequestEntry entry) =>
        Json.ObjectOf(
            ("Id", entry.Id),
            ("Message", entry.Message),
            ("Subject", entry.Subject),
            ("MessageStructure", entry.MessageStructure),
            ("MessageAttributes", MessageJson.Of(entry.MessageAttributes)),
            ("MessageGroupId", entry.MessageGroupId),
            ("MessageDeduplicationId", entry.MessageDeduplicationId)
        );

    private static Json Of(PublishBatchResultEntry entry) =>
        Json.ObjectOf(("Id", entry.Id), ("MessageId", entry.MessageId), ("SequenceNumber", entry.SequenceNumber));
}
