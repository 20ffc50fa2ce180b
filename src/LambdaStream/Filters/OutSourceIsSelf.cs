using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Drops the events that this service has published itself, by the tag <c>source</c>.</summary>
    /// <remarks>The service's own name is <see cref="StreamOptions.Source"/>; without one nothing is dropped.</remarks>
    public static IAsyncEnumerable<UnitOfWork> OutSourceIsSelf(this IAsyncEnumerable<UnitOfWork> source) =>
        source is Sketch sketch
            ? sketch.Then(nameof(OutSourceIsSelf))
            : source.Filter(uow =>
                uow.Invocation.Options.Source is not { } self || !uow.Event.Tags["source"].IsString(self)
            );
}
