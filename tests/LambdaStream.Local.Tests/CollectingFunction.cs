namespace LambdaStream.Local.Tests;

/// <summary>A function that keeps what it was given and answers as told.</summary>
internal sealed class CollectingFunction(Func<Json, string?>? answer = null)
{
    public List<Json> Payloads { get; } = [];

    /// <summary>For each invocation the data of its Kinesis records.</summary>
    public IEnumerable<string> Batches =>
        Payloads.Select(payload => string.Join(',', Records(payload).Select(record => DataOf(record))));

    public ValueTask<ReadOnlyMemory<byte>> InvokeAsync(
        ReadOnlyMemory<byte> payload,
        CancellationToken cancellationToken
    )
    {
        var json = Some.Read(payload);
        Payloads.Add(json);
        return new(answer?.Invoke(json) is { } response ? Some.Utf8(response) : ReadOnlyMemory<byte>.Empty);
    }

    public static IEnumerable<Json> Records(Json payload)
    {
        var records = new List<Json>();
        foreach (var record in payload["Records"].EnumerateArray())
            records.Add(record);
        return records;
    }

    public static string DataOf(Json record) =>
        System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(record.At("kinesis.data").GetString()!));

    /// <summary>The answer that reports the records with such data as failed.</summary>
    public static string Failures(Json payload, Func<string, bool> fails) =>
        Json.ObjectOf(
                (
                    "batchItemFailures",
                    Json.ArrayOf([
                        .. Records(payload)
                            .Where(record => fails(DataOf(record)))
                            .Select(record => Json.ObjectOf(("itemIdentifier", record.At("kinesis.sequenceNumber")))),
                    ])
                )
            )
            .ToString();
}
