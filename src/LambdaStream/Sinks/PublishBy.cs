using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Publishes each unit's event as a rule says, or as the options of the function do.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="publisher">The rule's own way; with null <see cref="StreamOptions.Publish"/> is it.</param>
    /// <param name="options">What differs from the options of the function, such as the slot of the event.</param>
    public static IAsyncEnumerable<UnitOfWork> PublishBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Publisher? publisher,
        PublishOptions options
    ) =>
        publisher is not null
            ? publisher.Connect(source, options)
            : source.Configured(all => units => all.Publish.Connect(units, options));
}
