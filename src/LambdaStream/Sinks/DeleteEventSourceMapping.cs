using LambdaStream.Observing;
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
        return source.Map(
            new Io("delete", "lambda", "DeleteEventSourceMapping", Slots.DeleteMappingRequest),
            async (uow, token) =>
                uow.Get(Slots.DeleteMappingRequest) is { } request
                    ? uow.With(
                        Slots.DeleteMappingResponse,
                        await uow.Lambda(sink.Lambda).DeleteEventSourceMappingAsync(request, token)
                    )
                    : uow
        );
    }
}
