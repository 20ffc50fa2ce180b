using System.Text.Json;
using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>The item before and after a change; what an event has as <c>raw</c>.</summary>
internal sealed class ChangeImages(Item? @new, Item? old)
{
    private object? _json;

    public Item? New { get; } = @new;

    public Item? Old { get; } = old;

    public static ChangeImages? From(Json raw) =>
        raw.Kind is JsonValueKind.Object ? new(ItemOf(raw["new"]), ItemOf(raw["old"])) : null;

    public Json ToJson()
    {
        // Two threads may build it twice; a boxed value is published in one piece.
        if (_json is not Json json)
        {
            json = Json.ObjectOf(
                ("new", New is null ? default : New.ToJson()),
                ("old", Old is null ? default : Old.ToJson())
            );
            _json = json;
        }
        return json;
    }

    private static Item? ItemOf(Json image) => image.Kind is JsonValueKind.Object ? Item.From(image) : null;
}
