using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>The usual reads of flavors: ready-made functions for <c>ToQueryRequest</c> and <c>ToGetRequest</c>.</summary>
public static partial class Query
{
    /// <summary>Everything in the partition of the event's partition key, consistently.</summary>
    /// <param name="pk">The name of the table's hash key.</param>
    public static Func<UnitOfWork, QueryRequest?> ByPartition(string pk = "pk") =>
        uow => new QueryRequest
        {
            KeyConditionExpression = "#pk = :pk",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = pk },
            ExpressionAttributeValues = Item.Of((":pk", uow.Event.PartitionKey)),
            ConsistentRead = true,
        };

    /// <summary>Everything in an index under the event's partition key.</summary>
    /// <param name="index">The name of the index.</param>
    /// <param name="attribute">The name of the index's hash key.</param>
    public static Func<UnitOfWork, QueryRequest?> ByIndex(string index, string attribute) =>
        uow => new QueryRequest
        {
            IndexName = index,
            ConsistentRead = false,
            KeyConditionExpression = "#pk = :pk",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = attribute },
            ExpressionAttributeValues = Item.Of((":pk", uow.Event.PartitionKey)),
        };

    /// <summary>The items that foreign keys of the changed item name, in the form <c>discriminator|pk</c>.</summary>
    /// <param name="tableName">The table of the items; by default EVENT_TABLE_NAME, else ENTITY_TABLE_NAME.</param>
    /// <param name="attributes">The names of the foreign keys; one that the item lacks is left out.</param>
    public static Func<UnitOfWork, BatchGetItemRequest?> ByForeignKeys(
        string? tableName,
        params IReadOnlyList<string> attributes
    ) =>
        uow =>
        {
            var image = uow.Event.NewImage ?? uow.Event.OldImage ?? Item.Empty;
            var keys = new List<Item>();
            foreach (var attribute in attributes)
            {
                if (image[attribute] is not { Type: AttributeType.Text } value)
                    continue;
                var (discriminator, pk) = Parts(value.GetText()!);
                keys.Add(Item.Of(("pk", pk), ("sk", discriminator)));
            }
            if (keys.Count == 0)
                return null;
            var all = uow.Invocation.Options;
            var table =
                tableName
                ?? all.EventTableName
                ?? all.EntityTableName
                ?? throw uow.NoTable("EVENT_TABLE_NAME or ENTITY_TABLE_NAME");
            return new BatchGetItemRequest
            {
                RequestItems = new Dictionary<string, KeysAndAttributes> { [table] = new() { Keys = keys } },
            };
        };

    /// <summary>Splits by the items that a query found: each is then in <see cref="Slots.QueryItem"/>, in the place of the whole answer.</summary>
    public static Splitting EachItem { get; } =
        new()
        {
            Way = units =>
                units
                    .Split(uow => uow.Get(Slots.QueryResponse) ?? [], Slots.QueryItem)
                    .Map(uow => uow.With(Slots.QueryResponse, null)),
        };

    private static (string Discriminator, string Pk) Parts(string value) =>
        value.Split('|') is [var discriminator, var pk, ..]
            ? (discriminator, pk)
            : throw new FormatException($"The foreign key '{value}' is not of the form discriminator|pk.");
}
