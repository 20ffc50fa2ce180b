using LambdaStream.Connectors;
using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Drops the changes that this service has made from others' events: their item is latched.</summary>
    /// <remarks>An event that tells no change of a table is a fault.</remarks>
    public static IAsyncEnumerable<UnitOfWork> OutLatched(this IAsyncEnumerable<UnitOfWork> source) =>
        source is Sketch sketch
            ? sketch.Then(nameof(OutLatched))
            : source.Filter(uow =>
                !(uow.Get(Slots.Meta) is { } row ? IsTrue(row.Item["latched"]) : IsLatched(uow.Event))
            );

    /// <summary>The step <see cref="OutLatched"/> of a flavor whose rule may want latched changes too.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="isIncluded">Whether they are wanted; then the stream passes as it is.</param>
    public static IAsyncEnumerable<UnitOfWork> OutLatchedUnless(
        this IAsyncEnumerable<UnitOfWork> source,
        bool isIncluded
    ) => isIncluded ? source : source.OutLatched();

    private static bool IsLatched(Event @event)
    {
        if (!@event.IsChange)
            throw new InvalidOperationException(
                "The event tells no change of a table: it has no raw images. This flavor belongs behind From.DynamoDb()."
            );
        var image =
            @event.NewImage
            ?? @event.OldImage
            ?? throw new InvalidOperationException(
                "The change has no images, so nobody can tell whether it is latched. Set the stream's view type to NEW_AND_OLD_IMAGES."
            );
        return IsTrue(image["latched"]);
    }

    // What JavaScript takes for true.
    private static bool IsTrue(AttributeValue value) =>
        value.Type switch
        {
            AttributeType.None or AttributeType.Null => false,
            AttributeType.Boolean => value.GetBoolean(),
            AttributeType.Text => value.GetText() is not "",
            AttributeType.Number => value != 0L,
            _ => true,
        };
}
