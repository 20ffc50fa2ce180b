using LambdaStream;
using LambdaStream.Connectors;

namespace ThingService;

/// <summary>The trigger of the thing service: tells the others what has changed in its table.</summary>
internal static class Trigger
{
    public static Processor Create(StreamOptions options) =>
        new(
            From.DynamoDb(),
            options,
            new Cdc
            {
                Id = "thing",
                EventType = ["thing-created", "thing-updated", "thing-deleted", "thing-undeleted"],
                QueryRelated = true,
                ToEvent = uow =>
                    Event.Of(("thing", ToThing(RowOf(uow))), ("elements", ToElements(uow)), ("raw", default)),
            },
            new Cdc
            {
                Id = "element",
                EventType = ["element-created", "element-updated", "element-deleted", "element-undeleted"],
                ToEvent = uow => Event.Of(("element", ToElement(RowOf(uow))), ("raw", default)),
            }
        );

    // After a deletion there is only the row as it was.
    private static Item RowOf(UnitOfWork uow) => uow.Event.NewImage ?? uow.Event.OldImage!;

    // A row is the service's own business, an event is a promise to others: so each field is named.
    private static Json ToThing(Item row) =>
        Json.ObjectOf(
            ("id", row["pk"].GetText()),
            ("name", row["name"].GetText()),
            ("lastModifiedBy", row["lastModifiedBy"].GetText())
        );

    private static Json ToElement(Item row) =>
        Json.ObjectOf(
            ("id", row["sk"].GetText()),
            ("thing", row["pk"].GetText()),
            ("name", row["name"].GetText()),
            ("lastModifiedBy", row["lastModifiedBy"].GetText())
        );

    private static Json ToElements(UnitOfWork uow) =>
        Json.ArrayOf([
            .. (uow.Get(Slots.QueryResponse) ?? [])
                .Where(row => row["discriminator"].GetText() == "element" && !row.Contains("deleted"))
                .Select(ToElement),
        ]);
}
