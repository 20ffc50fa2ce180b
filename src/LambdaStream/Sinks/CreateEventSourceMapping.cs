using LambdaStream.Observing;
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
        return source.Map(
            new Io("save", "lambda", "CreateEventSourceMapping", Slots.CreateMappingRequest),
            async (uow, token) =>
                uow.Get(Slots.CreateMappingRequest) is { } request
                    ? uow.With(
                        Slots.CreateMappingResponse,
                        await uow.Lambda(sink.Lambda).CreateEventSourceMappingAsync(request, token)
                    )
                    : uow
        );
    }
}
