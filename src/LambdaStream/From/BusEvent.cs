using System.Text.Json;

namespace LambdaStream.Sources;

/// <summary>An event as a custom event bus of EventBridge delivers it. All that is known of that form stands here.</summary>
/// <remarks>
/// With the transformer WITH_METADATA it is <c>{ Data, Metadata, SystemMetadata }</c>, with RAW the data alone. What was
/// published with PutEvents has an envelope as its data, of which the event is the <c>detail</c>.
/// </remarks>
/// <param name="Event">The event; no object where the data is none.</param>
/// <param name="Id">The id that the bus has given it.</param>
/// <param name="Metadata">What the publisher has given beside the data.</param>
/// <param name="System">What the bus says of it.</param>
/// <param name="IsOpaque">Whether the publisher says that the data is no JSON.</param>
internal readonly record struct BusEvent(Json Event, Json Id, Json Metadata, Json System, bool IsOpaque)
{
    public const string SystemMetadata = "SystemMetadata";

    public static BusEvent From(Json item)
    {
        var system = item[SystemMetadata];
        var isEnveloped = system.Kind is JsonValueKind.Object;
        var data = isEnveloped ? item["Data"] : item;
        var (@event, id) =
            data["detail-type"].IsDefined && data["detail"] is { Kind: JsonValueKind.Object } detail
                ? (detail, data["id"])
                : (data, default);
        if (system["aws:EventId"] is { Kind: JsonValueKind.String } given)
            id = given;
        return new(@event, id, isEnveloped ? item["Metadata"] : default, system, IsNoJson(system["ContentType"]));
    }

    private static bool IsNoJson(Json contentType) =>
        contentType.Kind is JsonValueKind.String
        && !contentType.GetString()!.Contains("json", StringComparison.OrdinalIgnoreCase);
}
