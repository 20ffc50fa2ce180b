using LambdaStream.Connectors;

namespace LambdaStream.Aws.Sqs;

/// <summary>Reads the answers of the API of SQS.</summary>
internal static class Answers
{
    public static SendMessageBatchResponse SendMessageBatch(Json answer) =>
        new()
        {
            Successful = List(
                answer["Successful"],
                entry => new SendMessageBatchResultEntry
                {
                    Id = entry["Id"].GetString() ?? "",
                    MessageId = entry["MessageId"].GetString(),
                    MD5OfMessageBody = entry["MD5OfMessageBody"].GetString(),
                    SequenceNumber = entry["SequenceNumber"].GetString(),
                }
            ),
            Failed = List(
                answer["Failed"],
                entry => new BatchResultErrorEntry
                {
                    Id = entry["Id"].GetString() ?? "",
                    Code = entry["Code"].GetString() ?? "",
                    Message = entry["Message"].GetString(),
                    SenderFault = entry["SenderFault"] is { IsNullOrUndefined: false } fault && fault.GetBoolean(),
                }
            ),
        };

    private static List<T> List<T>(Json entries, Func<Json, T> read)
    {
        var list = new List<T>();
        // An answer in which all failed has no list of the others.
        if (entries.IsNullOrUndefined)
            return list;
        foreach (var entry in entries.EnumerateArray())
            list.Add(read(entry));
        return list;
    }
}
