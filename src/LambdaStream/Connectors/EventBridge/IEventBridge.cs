namespace LambdaStream.Connectors;

/// <summary>The port to EventBridge.</summary>
/// <remarks>
/// An implementation raises <see cref="ServiceException"/> with EventBridge's error code when the service refuses a
/// request; entries that failed one by one are in the answer, and the sink retries them.
/// </remarks>
public interface IEventBridge
{
    /// <summary>Why events cannot go through a global endpoint, told when the function starts; by default they can.</summary>
    string? GlobalEndpointProblem => null;

    /// <summary>Puts up to 10 events of together 1 MB on their buses.</summary>
    ValueTask<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken);
}

/// <summary>EventBridge's PutEvents.</summary>
public sealed record PutEventsRequest
{
    /// <summary>The events.</summary>
    public required IReadOnlyList<PutEventsRequestEntry> Entries { get; init; }

    /// <summary>The global endpoint that routes them, if they go through one.</summary>
    public string? EndpointId { get; init; }
}

/// <summary>One event for EventBridge.</summary>
public sealed record PutEventsRequestEntry
{
    /// <summary>The name or ARN of the bus.</summary>
    public string? EventBusName { get; init; }

    /// <summary>Who sends it.</summary>
    public string? Source { get; init; }

    /// <summary>The event type.</summary>
    public string? DetailType { get; init; }

    /// <summary>The event itself.</summary>
    public required Json Detail { get; init; }
}

/// <summary>EventBridge's answer to PutEvents.</summary>
public sealed record PutEventsResponse
{
    /// <summary>How many entries failed.</summary>
    public int FailedEntryCount { get; init; }

    /// <summary>The outcome of each entry, in the order of the request.</summary>
    public required IReadOnlyList<PutEventsResultEntry> Entries { get; init; }
}

/// <summary>The outcome of one event.</summary>
public sealed record PutEventsResultEntry
{
    /// <summary>The id that EventBridge gave it.</summary>
    public string? EventId { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What the service says to it.</summary>
    public string? ErrorMessage { get; init; }
}
