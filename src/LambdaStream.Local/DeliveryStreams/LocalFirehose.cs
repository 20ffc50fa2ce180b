using System.Net;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream.Local.DeliveryStreams;

/// <summary>Firehose over the delivery streams of a world.</summary>
internal sealed class LocalFirehose(Func<string, LocalDeliveryStream?> findStream) : IFirehose
{
    public ValueTask<PutRecordBatchResponse> PutRecordBatchAsync(
        PutRecordBatchRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, PutRecordBatch, cancellationToken);

    private PutRecordBatchResponse PutRecordBatch(PutRecordBatchRequest request)
    {
        var limits = TargetLimits.Firehose;
        if (request.Records.Count == 0 || request.Records.Count > limits.Count)
            throw Refusal(
                "ValidationException",
                $"1 validation error detected: Value at 'records' failed to satisfy constraint: Member must have length between 1 and {limits.Count}"
            );
        if (request.Records.Any(record => record.Data.Length > limits.EntryBytes))
            throw Refusal(
                "ValidationException",
                $"1 validation error detected: Value at 'records.member.data' failed to satisfy constraint: Member must have length less than or equal to {limits.EntryBytes}"
            );
        var name = request.DeliveryStreamName ?? "";
        var stream =
            findStream(name)
            ?? throw Refusal(
                "ResourceNotFoundException",
                $"Firehose {name} under account {LocalEnvironment.Account} not found."
            );
        if (request.Records.Sum(record => (long)record.Data.Length) > limits.Bytes)
            throw Refusal("InvalidArgumentException", "Records size exceeds 4 MB limit");
        return new()
        {
            RequestResponses =
            [
                .. request.Records.Select(record => new PutRecordBatchResponseEntry
                {
                    RecordId = stream.Put(record.Data),
                }),
            ],
        };
    }

    private static ServiceException Refusal(string code, string message) =>
        new(code, message) { StatusCode = HttpStatusCode.BadRequest };
}
