using System.Text.Json;
using LambdaStream;
using LambdaStream.Connectors;

namespace ThingService;

/// <summary>The listener of the view service: keeps a view of all things, whichever service they come from.</summary>
internal static class Listener
{
    public static Processor Create(Source source, StreamOptions options) =>
        new(
            source,
            options,
            new Materialize
            {
                Id = "thing",
                EventType = ["thing-created", "thing-updated", "thing-deleted", "thing-undeleted"],
                ToUpdateRequest = uow => ToThing(uow, uow.Event.Require("thing")),
            },
            new Materialize
            {
                Id = "thing-elements",
                EventType = ["thing-created", "thing-updated"],
                Filters = [uow => uow.Event["elements"].Kind is JsonValueKind.Array],
                Split = Splitting.At("elements"),
                ToUpdateRequest = uow => ToElement(uow, uow.Event.Require("thing").Require("id"), uow.Get(Slots.Split)),
            },
            new Materialize
            {
                Id = "element",
                EventType = ["element-created", "element-updated", "element-deleted", "element-undeleted"],
                ToUpdateRequest = uow =>
                    ToElement(uow, uow.Event.Require("element").Require("thing"), uow.Event.Require("element")),
            },
            new Materialize
            {
                Id = "stock",
                EventType = "stock-counted",
                ToUpdateRequest = uow => ToStock(uow, uow.Event.Require("stock")),
            },
            // A one-off: who removed what, a row for each event.
            new Pipeline(
                "journal",
                EventTypes.EndingWith("-deleted"),
                units =>
                    units
                        .Map(uow => uow.With(Slots.PutRequest, ToJournal(uow)))
                        .PutDynamoDb(new() { TableName = Tables.Journal })
            )
        );

    private static UpdateRequest ToThing(UnitOfWork uow, Json thing) =>
        UpdateRequest.For(pk: thing.Require("id"), sk: "thing").Set(thing).Set("discriminator", "thing").SetState(uow);

    private static UpdateRequest ToElement(UnitOfWork uow, Json thing, Json element) =>
        UpdateRequest
            .For(pk: thing, sk: element.Require("id"))
            .Set(element)
            .Set("discriminator", "element")
            .SetState(uow);

    private static UpdateRequest ToStock(UnitOfWork uow, Json stock) =>
        UpdateRequest
            .For(pk: stock.Require("thing"), sk: "stock")
            .Set("quantity", stock["quantity"].GetInt64())
            .Set("discriminator", "stock")
            .SetState(uow);

    /// <summary>What all rows have: whether they are softly deleted, and the time that keeps late and repeated events out.</summary>
    private static UpdateRequest SetState(this UpdateRequest row, UnitOfWork uow)
    {
        var isDeleted = IsDeletion(uow.Event.Type);
        return row.Set("deleted", isDeleted ? true : AttributeValue.Null)
            .Set("ttl", isDeleted ? uow.TtlAfter() : AttributeValue.Null)
            .Set("timestamp", uow.Event.Timestamp)
            .IfNewer();
    }

    private static PutItemRequest ToJournal(UnitOfWork uow) =>
        new()
        {
            Item = Item.Of(
                ("pk", uow.Event.PartitionKey),
                ("sk", uow.Event.Id),
                ("type", uow.Event.Type),
                ("service", uow.Event.Tag("source")),
                ("timestamp", uow.Event.Timestamp)
            ),
        };

    private static bool IsDeletion(string type) => type.EndsWith("-deleted", StringComparison.Ordinal);
}
