namespace LambdaStream.Connectors;

/// <summary>
/// Requests and answers in the JSON of Kinesis's API, as fault events show them: of data only the size, since the event is
/// there already, and may have fields that must not be shown.
/// </summary>
internal static class KinesisJson
{
    public static Json Of(PutRecordsRequestEntry entry) =>
        Json.ObjectOf(
            ("Data", $"[BUFFER: {entry.Data.Length}]"),
            ("PartitionKey", entry.PartitionKey),
            ("ExplicitHashKey", entry.ExplicitHashKey)
        );

    public static Json Of(PutRecordsRequest request) =>
        Json.ObjectOf(("Records", Json.ArrayOf([.. request.Records.Select(Of)])));

    public static Json Of(PutRecordsResponse response) =>
        Json.ObjectOf(
            ("FailedRecordCount", (long)response.FailedRecordCount),
            ("Records", Json.ArrayOf([.. response.Records.Select(Of)]))
        );

    private static Json Of(PutRecordsResultEntry entry) =>
        Json.ObjectOf(
            ("SequenceNumber", entry.SequenceNumber),
            ("ShardId", entry.ShardId),
            ("ErrorCode", entry.ErrorCode),
            ("ErrorMessage", entry.ErrorMessage)
        );
}
