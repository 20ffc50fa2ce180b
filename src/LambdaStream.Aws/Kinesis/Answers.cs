using LambdaStream.Connectors;

namespace LambdaStream.Aws.Kinesis;

/// <summary>Reads the answers of Kinesis's API.</summary>
internal static class Answers
{
    public static PutRecordsResponse PutRecords(Json answer)
    {
        var records = new List<PutRecordsResultEntry>();
        foreach (var record in answer["Records"].EnumerateArray())
            records.Add(
                new()
                {
                    SequenceNumber = record["SequenceNumber"].GetString(),
                    ShardId = record["ShardId"].GetString(),
                    ErrorCode = record["ErrorCode"].GetString(),
                    ErrorMessage = record["ErrorMessage"].GetString(),
                }
            );
        return new()
        {
            FailedRecordCount = answer["FailedRecordCount"].TryGetInt64(out var count) ? (int)count : 0,
            Records = records,
        };
    }
}
