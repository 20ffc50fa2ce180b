using LambdaStream.Calls;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Changes the event source mapping of each unit's <see cref="Slots.UpdateMappingRequest"/>, one after the other; a unit without one passes.</summary>
    public static IAsyncEnumerable<UnitOfWork> UpdateEventSourceMapping(
        this IAsyncEnumerable<UnitOfWork> source,
        EventSourceMappingStepOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? EventSourceMappingStepOptions.Default;
        return source.SendRequests(
            new RequestStep<UpdateEventSourceMappingRequest, EventSourceMappingConfiguration>
            {
                Request = Slots.UpdateMappingRequest,
                Step = "save",
                Service = nameof(StreamOptions.Lambda),
                Operation = "UpdateEventSourceMapping",
                Send = (uow, request, token) => uow.Lambda(sink.Lambda).UpdateEventSourceMappingAsync(request, token),
                Answer = (uow, _, response) => uow.With(Slots.UpdateMappingResponse, response),
            }
        );
    }
}
