using LambdaStream.Observing;
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
        return source.Map(
            new Io("save", "lambda", "UpdateEventSourceMapping", Slots.UpdateMappingRequest),
            async (uow, token) =>
                uow.Get(Slots.UpdateMappingRequest) is { } request
                    ? uow.With(
                        Slots.UpdateMappingResponse,
                        await uow.Lambda(sink.Lambda).UpdateEventSourceMappingAsync(request, token)
                    )
                    : uow
        );
    }
}
