using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>A CloudWatch that keeps what it is asked, and answers as a test says; by default it takes everything.</summary>
public sealed class RecordingCloudWatch : ICloudWatch
{
    private readonly RequestLog _log = new();

    /// <summary>Answers a request, or raises an error; it may wait.</summary>
    public Func<
        PutMetricDataRequest,
        CancellationToken,
        ValueTask<PutMetricDataResponse>
    > OnPutMetricData { get; set; } = (_, _) => new(new PutMetricDataResponse());

    /// <summary>The requests, in the order in which they came.</summary>
    public IReadOnlyList<PutMetricDataRequest> Requests => _log.All<PutMetricDataRequest>();

    /// <summary>A CloudWatch that fails at everything.</summary>
    public static RecordingCloudWatch Failing(Exception error) => new() { OnPutMetricData = (_, _) => throw error };

    /// <inheritdoc/>
    public ValueTask<PutMetricDataResponse> PutMetricDataAsync(
        PutMetricDataRequest request,
        CancellationToken cancellationToken
    ) => OnPutMetricData(_log.Add(request), cancellationToken);
}
