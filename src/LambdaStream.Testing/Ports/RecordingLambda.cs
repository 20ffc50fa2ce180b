using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>A Lambda that keeps what it is asked, and answers as a test says; by default functions answer nothing and there are no mappings.</summary>
public sealed class RecordingLambda : ILambda
{
    private readonly RequestLog _log = new();

    /// <summary>Answers a call, or raises an error; it may wait.</summary>
    public Func<InvokeRequest, CancellationToken, ValueTask<InvokeResponse>> OnInvoke { get; set; } =
        (request, _) =>
            new(new InvokeResponse { StatusCode = request.InvocationType is InvocationType.Event ? 202 : 200 });

    /// <summary>Answers the creation of a mapping, or raises an error; it may wait.</summary>
    public Func<
        CreateEventSourceMappingRequest,
        CancellationToken,
        ValueTask<EventSourceMappingConfiguration>
    > OnCreate { get; set; } =
        (request, _) =>
            new(
                new EventSourceMappingConfiguration
                {
                    UUID = "created",
                    State = "Creating",
                    EventSourceArn = request.EventSourceArn,
                    BatchSize = request.BatchSize,
                }
            );

    /// <summary>Answers the change of a mapping, or raises an error; it may wait.</summary>
    public Func<
        UpdateEventSourceMappingRequest,
        CancellationToken,
        ValueTask<EventSourceMappingConfiguration>
    > OnUpdate { get; set; } =
        (request, _) => new(new EventSourceMappingConfiguration { UUID = request.UUID, State = "Updating" });

    /// <summary>Answers the deletion of a mapping, or raises an error; it may wait.</summary>
    public Func<
        DeleteEventSourceMappingRequest,
        CancellationToken,
        ValueTask<EventSourceMappingConfiguration>
    > OnDelete { get; set; } =
        (request, _) => new(new EventSourceMappingConfiguration { UUID = request.UUID, State = "Deleting" });

    /// <summary>Answers a search for mappings, or raises an error; it may wait.</summary>
    public Func<
        ListEventSourceMappingsRequest,
        CancellationToken,
        ValueTask<ListEventSourceMappingsResponse>
    > OnList { get; set; } = (_, _) => new(new ListEventSourceMappingsResponse());

    /// <summary>The requests, in the order in which they came.</summary>
    public IReadOnlyList<object> Requests => _log.All<object>();

    /// <summary>The calls.</summary>
    public IReadOnlyList<InvokeRequest> Invocations => _log.All<InvokeRequest>();

    /// <summary>The changes of mappings.</summary>
    public IReadOnlyList<UpdateEventSourceMappingRequest> Updates => _log.All<UpdateEventSourceMappingRequest>();

    /// <summary>A Lambda that fails at everything.</summary>
    public static RecordingLambda Failing(Exception error) =>
        new()
        {
            OnInvoke = (_, _) => throw error,
            OnCreate = (_, _) => throw error,
            OnUpdate = (_, _) => throw error,
            OnDelete = (_, _) => throw error,
            OnList = (_, _) => throw error,
        };

    /// <inheritdoc/>
    public ValueTask<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken) =>
        OnInvoke(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<EventSourceMappingConfiguration> CreateEventSourceMappingAsync(
        CreateEventSourceMappingRequest request,
        CancellationToken cancellationToken
    ) => OnCreate(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<EventSourceMappingConfiguration> UpdateEventSourceMappingAsync(
        UpdateEventSourceMappingRequest request,
        CancellationToken cancellationToken
    ) => OnUpdate(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<EventSourceMappingConfiguration> DeleteEventSourceMappingAsync(
        DeleteEventSourceMappingRequest request,
        CancellationToken cancellationToken
    ) => OnDelete(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ListEventSourceMappingsResponse> ListEventSourceMappingsAsync(
        ListEventSourceMappingsRequest request,
        CancellationToken cancellationToken
    ) => OnList(_log.Add(request), cancellationToken);
}
