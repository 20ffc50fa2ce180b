using System.Globalization;
using LambdaStream.Local.Streams;

namespace LambdaStream.Local.EventSources;

/// <summary>Tells a queue on which records a mapping gave up: where they are, not what they hold.</summary>
internal sealed class OnFailureDestination(LocalQueue queue, string functionName, Func<DateTimeOffset> now)
{
    public void Send(FailedBatch batch, IReadOnlyList<ShardRecord> records)
    {
        var isTable = records[0].Json["dynamodb"].IsDefined;
        var message = Json.ObjectOf(
            (
                "requestContext",
                Json.ObjectOf(
                    (
                        "functionArn",
                        $"arn:aws:lambda:{queue.Arn.Split(':')[3]}:{LocalEnvironment.Account}:function:{functionName}"
                    ),
                    ("condition", batch.Condition),
                    ("approximateInvokeCount", batch.Attempts)
                )
            ),
            (
                "responseContext",
                Json.ObjectOf(
                    ("statusCode", 200),
                    ("executedVersion", "$LATEST"),
                    ("functionError", batch.Error is null ? default(Json) : "Unhandled")
                )
            ),
            ("version", "1.0"),
            ("timestamp", Text(now())),
            (
                isTable ? "DDBStreamBatchInfo"
                : records[0].Json["kinesis"].IsDefined ? "KinesisBatchInfo"
                : "KafkaBatchInfo",
                Json.ObjectOf(
                    ("shardId", batch.ShardId),
                    ("startSequenceNumber", batch.StartSequenceNumber),
                    ("endSequenceNumber", batch.EndSequenceNumber),
                    ("approximateArrivalOfFirstRecord", Text(records[0].Arrived)),
                    ("approximateArrivalOfLastRecord", Text(records[^1].Arrived)),
                    ("batchSize", records.Count),
                    ("streamArn", batch.EventSourceArn)
                )
            )
        );
        queue.Send(new() { Id = "1", MessageBody = message.ToString() });
    }

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
