namespace LambdaStream.Connectors;

/// <summary>Reads items in DynamoDB's typed JSON, such as <c>{"pk":{"S":"1"}}</c>, for an adapter of the port.</summary>
/// <remarks>
/// It remembers how items looked: one with the names and types of another one costs less and shares its names. So keep one
/// as long as the items come from the same place. Several threads may read with it.
/// </remarks>
public sealed class ItemReader
{
    private readonly Shapes _shapes = new();

    /// <summary>Reads an item; one without attributes from everything that is no object.</summary>
    /// <exception cref="System.Text.Json.JsonException">A value is not of that form.</exception>
    public Item Read(Json json) => Item.FromTypedJson(json.ReadWith(_shapes));

    /// <summary>Reads a list of items, as the answers of queries have it; none from everything else.</summary>
    /// <exception cref="System.Text.Json.JsonException">A value is not of that form.</exception>
    public IReadOnlyList<Item> ReadList(Json json)
    {
        var items = new List<Item>();
        var elements = json.ReadWith(_shapes).EnumerateArray();
        while (elements.MoveToElement())
            items.Add(elements.TakeItem());
        return items;
    }
}
