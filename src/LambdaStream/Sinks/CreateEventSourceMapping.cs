using LambdaStream.Calls;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Creates the event source mapping of each unit's <see cref="Slots.CreateMappingRequest"/>, one after the other; a unit without one passes.</summary>
    public static IAsyncEnumerable<UnitOfWork> CreateEventSourceMapping(
        this IAsyncEnumerable<UnitOfWork> source,
        EventSourceMappingStepOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? EventSourceMappingStepOptions.Default;
        return source.SendRequests(
            new RequestStep<CreateEventSourceMappingRequest, EventSourceMappingConfiguration>
            {
                Request = Slots.CreateMappingRequest,
                Step = "save",
                Service = nameof(StreamOptions.Lambda),
                Operation = "CreateEventSourceMapping",
                Send = (uow, request, token) => uow.Lambda(sink.Lambda).CreateEventSourceMappingAsync(request, token),
                Answer = (uow, _, response) => uow.With(Slots.CreateMappingResponse, response),
            }
        );
    }
}
