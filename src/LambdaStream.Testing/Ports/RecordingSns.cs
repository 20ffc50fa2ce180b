using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>An SNS that keeps what it is asked, and answers as a test says; by default it takes everything.</summary>
public sealed class RecordingSns : ISns
{
    private readonly RequestLog _log = new();

    /// <summary>Answers a message, or raises an error; it may wait.</summary>
    public Func<PublishRequest, CancellationToken, ValueTask<PublishResponse>> OnPublish { get; set; } =
        (_, _) => new(new PublishResponse { MessageId = "0" });

    /// <summary>Answers a batch, or raises an error; it may wait.</summary>
    public Func<PublishBatchRequest, CancellationToken, ValueTask<PublishBatchResponse>> OnPublishBatch { get; set; } =
        (request, _) => new(Accept(request));

    /// <summary>The messages that came by themselves, in the order in which they came.</summary>
    public IReadOnlyList<PublishRequest> Requests => _log.All<PublishRequest>();

    /// <summary>The batches, in the order in which they came.</summary>
    public IReadOnlyList<PublishBatchRequest> Batches => _log.All<PublishBatchRequest>();

    /// <summary>An SNS that fails at everything.</summary>
    public static RecordingSns Failing(Exception error) =>
        new() { OnPublish = (_, _) => throw error, OnPublishBatch = (_, _) => throw error };

    /// <summary>The answer that all messages were taken.</summary>
    public static PublishBatchResponse Accept(PublishBatchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new()
        {
            Successful =
            [
                .. request.PublishBatchRequestEntries.Select(
                    (entry, i) => new PublishBatchResultEntry { Id = entry.Id, MessageId = $"{i}" }
                ),
            ],
        };
    }

    /// <inheritdoc/>
    public ValueTask<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken) =>
        OnPublish(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<PublishBatchResponse> PublishBatchAsync(
        PublishBatchRequest request,
        CancellationToken cancellationToken
    ) => OnPublishBatch(_log.Add(request), cancellationToken);
}
