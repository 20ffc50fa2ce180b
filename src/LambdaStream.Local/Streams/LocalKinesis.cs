using System.Globalization;
using System.Net;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream.Local.Streams;

/// <summary>Kinesis over the streams of a world.</summary>
internal sealed class LocalKinesis(Func<string, LocalStream?> findStream) : IKinesis
{
    public ValueTask<PutRecordsResponse> PutRecordsAsync(
        PutRecordsRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, PutRecords, cancellationToken);

    private PutRecordsResponse PutRecords(PutRecordsRequest request)
    {
        var limits = TargetLimits.Kinesis;
        if (request.Records.Count == 0 || request.Records.Count > limits.Count)
            throw Refusal(
                "ValidationException",
                $"1 validation error detected: Value at 'records' failed to satisfy constraint: Member must have length between 1 and {limits.Count}"
            );
        var name = request.StreamName ?? request.StreamArn?[(request.StreamArn.LastIndexOf('/') + 1)..] ?? "";
        var stream =
            findStream(name)
            ?? throw Refusal(
                "ResourceNotFoundException",
                $"Stream {name} under account {LocalEnvironment.Account} not found."
            );
        // One record outside the limits fails the request before any is put.
        foreach (var record in request.Records)
            stream.Check(record.PartitionKey, record.Data.Length);
        if (request.Records.Sum(record => (long)record.Data.Length + record.PartitionKey.Length) > limits.Bytes)
            throw Refusal("InvalidArgumentException", "Records size exceeds the limit of a request.");
        return new() { Records = [.. request.Records.Select(record => Put(stream, record))] };
    }

    private static PutRecordsResultEntry Put(LocalStream stream, PutRecordsRequestEntry record)
    {
        var hashKey = record.ExplicitHashKey is { } key
            ? UInt128.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture)
            : default(UInt128?);
        return new()
        {
            ShardId = stream.ShardOf(record.PartitionKey, hashKey).Id,
            SequenceNumber = stream.Put(record.PartitionKey, record.Data, hashKey),
        };
    }

    private static ServiceException Refusal(string code, string message) =>
        new(code, message) { StatusCode = HttpStatusCode.BadRequest };
}
