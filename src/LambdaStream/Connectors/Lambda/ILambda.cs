namespace LambdaStream.Connectors;

/// <summary>The port to Lambda: calls functions, and switches what drives them.</summary>
/// <remarks>
/// Each request may name a region of its own. An implementation raises <see cref="ServiceException"/> with Lambda's error
/// code when the service refuses a request; an error of the function that was called is in the answer.
/// </remarks>
public interface ILambda
{
    /// <summary>Calls a function, and waits for it where the request says so.</summary>
    ValueTask<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken);

    /// <summary>Lets an event source drive a function.</summary>
    ValueTask<EventSourceMappingConfiguration> CreateEventSourceMappingAsync(
        CreateEventSourceMappingRequest request,
        CancellationToken cancellationToken
    );

    /// <summary>Changes how an event source drives a function, or whether it does.</summary>
    ValueTask<EventSourceMappingConfiguration> UpdateEventSourceMappingAsync(
        UpdateEventSourceMappingRequest request,
        CancellationToken cancellationToken
    );

    /// <summary>Ends that an event source drives a function.</summary>
    ValueTask<EventSourceMappingConfiguration> DeleteEventSourceMappingAsync(
        DeleteEventSourceMappingRequest request,
        CancellationToken cancellationToken
    );

    /// <summary>Gives a page of the event source mappings of a function or a source.</summary>
    ValueTask<ListEventSourceMappingsResponse> ListEventSourceMappingsAsync(
        ListEventSourceMappingsRequest request,
        CancellationToken cancellationToken
    );
}
