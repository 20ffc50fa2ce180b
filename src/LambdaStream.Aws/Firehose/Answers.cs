using LambdaStream.Connectors;

namespace LambdaStream.Aws.Firehose;

/// <summary>Reads the answers of Firehose's API.</summary>
internal static class Answers
{
    public static PutRecordBatchResponse PutRecordBatch(Json answer)
    {
        var responses = new List<PutRecordBatchResponseEntry>();
        foreach (var response in answer["RequestResponses"].EnumerateArray())
            responses.Add(
                new()
                {
                    RecordId = response["RecordId"].GetString(),
                    ErrorCode = response["ErrorCode"].GetString(),
                    ErrorMessage = response["ErrorMessage"].GetString(),
                }
            );
        return new()
        {
            FailedPutCount = answer["FailedPutCount"].TryGetInt64(out var count) ? (int)count : 0,
            RequestResponses = responses,
        };
    }
}
