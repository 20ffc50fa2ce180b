using LambdaStream.Connectors;

namespace LambdaStream.Queries;

/// <summary>An event that was stored as an object.</summary>
internal static class StoredEvent
{
    /// <exception cref="System.Text.Json.JsonException">The object is no event.</exception>
    public static Event In(GetObjectResponse response)
    {
        var content = response.Body.ToArray();
        var json = new Json(content, 0, content.Length, mayBeCompressed: true).Trimmed;
        return Event.From(json, EventHead.Scan(json));
    }
}
