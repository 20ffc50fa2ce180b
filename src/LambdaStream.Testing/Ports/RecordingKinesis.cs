using System.Globalization;
using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>A Kinesis that keeps what it is asked, and answers as a test says; by default it takes everything.</summary>
public sealed class RecordingKinesis : IKinesis
{
    private readonly RequestLog _log = new();

    /// <summary>Answers a request, or raises an error; it may wait.</summary>
    public Func<PutRecordsRequest, CancellationToken, ValueTask<PutRecordsResponse>> OnPutRecords { get; set; } =
        (request, _) => new(Accept(request));

    /// <summary>The requests, in the order in which they came.</summary>
    public IReadOnlyList<PutRecordsRequest> Requests => _log.All<PutRecordsRequest>();

    /// <summary>The events of all requests.</summary>
    public IReadOnlyList<Event> Events =>
        [
            .. Requests
                .SelectMany(request => request.Records)
                .Select(record => Event.From(Json.Parse(record.Data.ToArray()))),
        ];

    /// <summary>A Kinesis that fails at everything.</summary>
    public static RecordingKinesis Failing(Exception error) => new() { OnPutRecords = (_, _) => throw error };

    /// <summary>The answer that all records were taken.</summary>
    public static PutRecordsResponse Accept(PutRecordsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new()
        {
            Records =
            [
                .. request.Records.Select(
                    (_, i) =>
                        new PutRecordsResultEntry
                        {
                            SequenceNumber = i.ToString(CultureInfo.InvariantCulture),
                            ShardId = "shardId-000000000000",
                        }
                ),
            ],
        };
    }

    /// <inheritdoc/>
    public ValueTask<PutRecordsResponse> PutRecordsAsync(
        PutRecordsRequest request,
        CancellationToken cancellationToken
    ) => OnPutRecords(_log.Add(request), cancellationToken);
}
