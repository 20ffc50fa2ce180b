using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>An SQS that keeps what it is asked, and answers as a test says; by default it takes everything.</summary>
public sealed class RecordingSqs : ISqs
{
    private readonly RequestLog _log = new();

    /// <summary>Answers a request, or raises an error; it may wait.</summary>
    public Func<
        SendMessageBatchRequest,
        CancellationToken,
        ValueTask<SendMessageBatchResponse>
    > OnSendMessageBatch { get; set; } = (request, _) => new(Accept(request));

    /// <summary>The requests, in the order in which they came.</summary>
    public IReadOnlyList<SendMessageBatchRequest> Requests => _log.All<SendMessageBatchRequest>();

    /// <summary>The messages of all requests.</summary>
    public IReadOnlyList<SendMessageBatchRequestEntry> Messages => [.. Requests.SelectMany(request => request.Entries)];

    /// <summary>An SQS that fails at everything.</summary>
    public static RecordingSqs Failing(Exception error) => new() { OnSendMessageBatch = (_, _) => throw error };

    /// <summary>The answer that all messages were taken.</summary>
    public static SendMessageBatchResponse Accept(SendMessageBatchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new()
        {
            Successful =
            [
                .. request.Entries.Select(
                    (entry, i) => new SendMessageBatchResultEntry { Id = entry.Id, MessageId = $"{i}" }
                ),
            ],
        };
    }

    /// <inheritdoc/>
    public ValueTask<SendMessageBatchResponse> SendMessageBatchAsync(
        SendMessageBatchRequest request,
        CancellationToken cancellationToken
    ) => OnSendMessageBatch(_log.Add(request), cancellationToken);
}
