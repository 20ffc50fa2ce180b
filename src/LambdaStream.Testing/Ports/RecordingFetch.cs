using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>An HTTP port that keeps what it is asked, and answers as a test says; by default 204, without a body.</summary>
public sealed class RecordingFetch : IFetch
{
    private readonly RequestLog _log = new();

    /// <summary>Answers a request, or raises an error; it may wait.</summary>
    public Func<FetchRequest, CancellationToken, ValueTask<FetchResponse>> OnFetch { get; set; } =
        (_, _) => new(new FetchResponse { Status = 204 });

    /// <summary>The requests, in the order in which they came.</summary>
    public IReadOnlyList<FetchRequest> Requests => _log.All<FetchRequest>();

    /// <summary>A port that answers all requests alike.</summary>
    public static RecordingFetch Answering(int status, string text) =>
        new() { OnFetch = (_, _) => new(new FetchResponse { Status = status, Text = text }) };

    /// <inheritdoc/>
    public ValueTask<FetchResponse> FetchAsync(FetchRequest request, CancellationToken cancellationToken) =>
        OnFetch(_log.Add(request), cancellationToken);
}
