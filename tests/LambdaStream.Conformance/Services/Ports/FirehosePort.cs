using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>Firehose on the scripted services.</summary>
internal sealed class FirehosePort(ScriptedServices services) : IFirehose
{
    private readonly ScriptedClient _client = new(services, "firehose");

    public async ValueTask<PutRecordBatchResponse> PutRecordBatchAsync(
        PutRecordBatchRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync(
            "PutRecordBatch",
            ApiJson.Input(
                ("DeliveryStreamName", request.DeliveryStreamName),
                (
                    "Records",
                    ApiJson.List(
                        request.Records,
                        record => ApiJson.Input(("Data", Convert.ToBase64String(record.Data.Span)))
                    )
                )
            )
        );
        return new()
        {
            FailedPutCount = answer?["FailedPutCount"]?.GetValue<int>() ?? 0,
            RequestResponses =
            [
                .. answer!["RequestResponses"]!
                    .AsArray()
                    .Select(record => new PutRecordBatchResponseEntry
                    {
                        RecordId = ApiJson.ToText(record!["RecordId"]),
                        ErrorCode = ApiJson.ToText(record["ErrorCode"]),
                        ErrorMessage = ApiJson.ToText(record["ErrorMessage"]),
                    }),
            ],
        };
    }
}
