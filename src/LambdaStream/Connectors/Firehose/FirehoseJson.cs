namespace LambdaStream.Connectors;

/// <summary>Requests and answers in the JSON of Firehose's API, as fault events show them: of data only the size.</summary>
internal static class FirehoseJson
{
    public static Json Of(FirehoseRecord record) => Json.ObjectOf(("Data", $"[BUFFER: {record.Data.Length}]"));

    public static Json Of(PutRecordBatchRequest request) =>
        Json.ObjectOf(("Records", Json.ArrayOf([.. request.Records.Select(Of)])));

    public static Json Of(PutRecordBatchResponse response) =>
        Json.ObjectOf(
            ("FailedPutCount", (long)response.FailedPutCount),
            ("RequestResponses", Json.ArrayOf([.. response.RequestResponses.Select(Of)]))
        );

    private static Json Of(PutRecordBatchResponseEntry entry) =>
        Json.ObjectOf(
            ("RecordId", entry.RecordId),
            ("ErrorCode", entry.ErrorCode),
            ("ErrorMessage", entry.ErrorMessage)
        );
}
