using LambdaStream.Calls;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Deletes the event source mapping of each unit's <see cref="Slots.DeleteMappingRequest"/>, one after the other; a unit without one passes.</summary>
    public static IAsyncEnumerable<UnitOfWork> DeleteEventSourceMapping(
        this IAsyncEnumerable<UnitOfWork> source,
        EventSourceMappingStepOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? EventSourceMappingStepOptions.Default;
        return source.SendRequests(
            new RequestStep<DeleteEventSourceMappingRequest, EventSourceMappingConfiguration>
            {
                Request = Slots.DeleteMappingRequest,
                Step = "delete",
                Service = nameof(StreamOptions.Lambda),
                Operation = "DeleteEventSourceMapping",
                Send = (uow, request, token) => uow.Lambda(sink.Lambda).DeleteEventSourceMappingAsync(request, token),
                Answer = (uow, _, response) => uow.With(Slots.DeleteMappingResponse, response),
            }
        );
    }
}
