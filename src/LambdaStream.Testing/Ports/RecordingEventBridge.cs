using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>An EventBridge that keeps what it is asked, and answers as a test says; by default it takes everything.</summary>
public sealed class RecordingEventBridge : IEventBridge
{
    private readonly RequestLog _log = new();

    /// <summary>Answers a request, or raises an error; it may wait.</summary>
    public Func<PutEventsRequest, CancellationToken, ValueTask<PutEventsResponse>> OnPutEvents { get; set; } =
        (request, _) => new(Accept(request));

    /// <summary>The requests, in the order in which they came.</summary>
    public IReadOnlyList<PutEventsRequest> Requests => _log.All<PutEventsRequest>();

    /// <summary>The events of all requests.</summary>
    public IReadOnlyList<Event> Events =>
        [.. Requests.SelectMany(request => request.Entries).Select(entry => Event.From(entry.Detail))];

    /// <summary>The faults among the events.</summary>
    public IReadOnlyList<Event> Faults => [.. Events.Where(@event => @event.Type == "fault")];

    /// <summary>An EventBridge that fails at everything.</summary>
    public static RecordingEventBridge Failing(Exception error) => new() { OnPutEvents = (_, _) => throw error };

    /// <summary>The answer that all entries were taken.</summary>
    public static PutEventsResponse Accept(PutEventsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new() { Entries = [.. request.Entries.Select((_, i) => new PutEventsResultEntry { EventId = $"{i}" })] };
    }

    /// <inheritdoc/>
    public ValueTask<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken) =>
        OnPutEvents(_log.Add(request), cancellationToken);
}
