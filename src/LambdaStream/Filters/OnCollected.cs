using LambdaStream.Connectors;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Puts the event that was stored in the place of the change that stored it; what stored none is dropped.</summary>
    /// <param name="source">The changes of a table that <see cref="Collect"/> and <see cref="Correlate"/> write to.</param>
    /// <param name="withCorrelations">Whether the rows of correlated events are wanted too; by default only those of collected ones.</param>
    /// <remarks>
    /// The row is in <see cref="Slots.Meta"/>. A flavor on collected events is routed the changes,
    /// <see cref="CollectedRow.Insertions"/>, and asks for its own types with <see cref="OnEventType"/> behind this step.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> OnCollected(
        this IAsyncEnumerable<UnitOfWork> source,
        bool withCorrelations = false
    ) =>
        source.Map(uow =>
            TellsAnInsertion(uow) && IsEventRow(uow.Event.NewImage!, withCorrelations)
                ? Collected(uow, showsKeys: withCorrelations)
                : null
        );

    /// <summary>Puts the event that was stored in the place of the change that stored it; other changes pass as they are.</summary>
    public static IAsyncEnumerable<UnitOfWork> OrCollected(this IAsyncEnumerable<UnitOfWork> source) =>
        source.Map(uow =>
            IsInsertion(uow) && uow.Event.NewImage is { } row && IsEventRow(row, withCorrelations: false)
                ? Collected(uow, showsKeys: false)
                : uow
        );

    private static bool TellsAnInsertion(UnitOfWork uow)
    {
        if (!uow.Event.IsChange)
            throw new InvalidOperationException(
                "The event tells no change of a table: it has no raw images. This flavor belongs behind From.DynamoDb()."
            );
        if (!IsInsertion(uow))
            return false;
        return uow.Event.NewImage is not null
            ? true
            : throw new InvalidOperationException(
                "The change has no images, so nobody can tell which event was stored. Set the stream's view type to NEW_AND_OLD_IMAGES."
            );
    }

    private static bool IsInsertion(UnitOfWork uow) => uow.Record?.Json["eventName"].IsString("INSERT") is true;

    private static bool IsEventRow(Item row, bool withCorrelations) =>
        row["sk"] == CollectedRow.Collected || withCorrelations && row["discriminator"] == CollectedRow.Correlation;

    private static UnitOfWork Collected(UnitOfWork uow, bool showsKeys)
    {
        var row = uow.Event.NewImage!;
        return uow.With(CollectedRow.EventOf(row), Slots.Meta, new CollectedRow(row, uow.Event.Id, showsKeys));
    }
}
