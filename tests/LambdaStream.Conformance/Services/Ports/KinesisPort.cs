using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>Kinesis on the scripted services.</summary>
internal sealed class KinesisPort(ScriptedServices services) : IKinesis
{
    private readonly ScriptedClient _client = new(services, "kinesis");

    public async ValueTask<PutRecordsResponse> PutRecordsAsync(
        PutRecordsRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync(
            "PutRecords",
            ApiJson.Input(
                ("StreamName", request.StreamName),
                ("StreamARN", request.StreamArn),
                (
                    "Records",
                    ApiJson.List(
                        request.Records,
                        record =>
                            ApiJson.Input(
                                ("Data", Convert.ToBase64String(record.Data.Span)),
                                ("PartitionKey", record.PartitionKey),
                                ("ExplicitHashKey", record.ExplicitHashKey)
                            )
                    )
                )
            )
        );
        return new()
        {
            FailedRecordCount = answer?["FailedRecordCount"]?.GetValue<int>() ?? 0,
            Records =
            [
                .. answer!["Records"]!
                    .AsArray()
                    .Select(record => new PutRecordsResultEntry
                    {
                        SequenceNumber = ApiJson.ToText(record!["SequenceNumber"]),
                        ShardId = ApiJson.ToText(record["ShardId"]),
                        ErrorCode = ApiJson.ToText(record["ErrorCode"]),
                        ErrorMessage = ApiJson.ToText(record["ErrorMessage"]),
                    }),
            ],
        };
    }
}
