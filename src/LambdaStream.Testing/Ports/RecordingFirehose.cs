using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>A Firehose that keeps what it is asked, and answers as a test says; by default it takes everything.</summary>
public sealed class RecordingFirehose : IFirehose
{
    private readonly RequestLog _log = new();

    /// <summary>Answers a request, or raises an error; it may wait.</summary>
    public Func<
        PutRecordBatchRequest,
        CancellationToken,
        ValueTask<PutRecordBatchResponse>
    > OnPutRecordBatch { get; set; } = (request, _) => new(Accept(request));

    /// <summary>The requests, in the order in which they came.</summary>
    public IReadOnlyList<PutRecordBatchRequest> Requests => _log.All<PutRecordBatchRequest>();

    /// <summary>A Firehose that fails at everything.</summary>
    public static RecordingFirehose Failing(Exception error) => new() { OnPutRecordBatch = (_, _) => throw error };

    /// <summary>The answer that all records were taken.</summary>
    public static PutRecordBatchResponse Accept(PutRecordBatchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new()
        {
            RequestResponses =
            [
                .. request.Records.Select((_, i) => new PutRecordBatchResponseEntry { RecordId = $"{i}" }),
            ],
        };
    }

    /// <inheritdoc/>
    public ValueTask<PutRecordBatchResponse> PutRecordBatchAsync(
        PutRecordBatchRequest request,
        CancellationToken cancellationToken
    ) => OnPutRecordBatch(_log.Add(request), cancellationToken);
}
