using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>A Timestream that keeps what it is asked, and answers as a test says; by default it takes everything.</summary>
public sealed class RecordingTimestream : ITimestreamWrite
{
    private readonly RequestLog _log = new();

    /// <summary>Answers a request, or raises an error; it may wait.</summary>
    public Func<WriteRecordsRequest, CancellationToken, ValueTask<WriteRecordsResponse>> OnWriteRecords { get; set; } =
        (request, _) => new(new WriteRecordsResponse { RecordsIngested = new() { Total = request.Records.Count } });

    /// <summary>The requests, in the order in which they came.</summary>
    public IReadOnlyList<WriteRecordsRequest> Requests => _log.All<WriteRecordsRequest>();

    /// <summary>A Timestream that fails at everything.</summary>
    public static RecordingTimestream Failing(Exception error) => new() { OnWriteRecords = (_, _) => throw error };

    /// <inheritdoc/>
    public ValueTask<WriteRecordsResponse> WriteRecordsAsync(
        WriteRecordsRequest request,
        CancellationToken cancellationToken
    ) => OnWriteRecords(_log.Add(request), cancellationToken);
}
