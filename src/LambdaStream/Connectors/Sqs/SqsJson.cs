namespace LambdaStream.Connectors;

/// <summary>Requests and answers in the JSON of the API of SQS, as fault events show them.</summary>
internal static class SqsJson
{
    public static Json Of(SendMessageBatchRequestEntry entry) =>
        Json.ObjectOf(
            ("Id", entry.Id),
            ("MessageBody", entry.MessageBody),
            ("DelaySeconds", entry.DelaySeconds is { } seconds ? (long)seconds : default(Json)),
            ("MessageAttributes", MessageJson.Of(entry.MessageAttributes)),
            ("MessageGroupId", entry.MessageGroupId),
            ("MessageDeduplicationId", entry.MessageDeduplicationId)
        );

    public static Json Of(SendMessageBatchRequest request) =>
        Json.ObjectOf(("Entries", Json.ArrayOf([.. request.Entries.Select(Of)])));

    public static Json Of(SendMessageBatchResponse response) =>
        Json.ObjectOf(
            ("Successful", Json.ArrayOf([.. response.Successful.Select(Of)])),
            ("Failed", Json.ArrayOf([.. response.Failed.Select(MessageJson.Of)]))
        );

    private static Json Of(SendMessageBatchResultEntry entry) =>
        Json.ObjectOf(
            ("Id", entry.Id),
            ("MessageId", entry.MessageId),
            ("MD5OfMessageBody", entry.MD5OfMessageBody),
            ("SequenceNumber", entry.SequenceNumber)
        );
}
