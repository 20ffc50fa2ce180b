using LambdaStream.Compression;
using LambdaStream.Connectors;

namespace LambdaStream.Queries;

/// <summary>An event that was stored as an object.</summary>
internal static class StoredEvent
{
    /// <exception cref="System.Text.Json.JsonException">The object is no event.</exception>
    /// <exception cref="InvalidDataException">It has too much inside.</exception>
    public static Event In(GetObjectResponse response, StreamOptions options)
    {
        var content = response.Body.ToArray();
        var json = new Json(content, 0, content.Length, mayBeCompressed: true).Trimmed;
        var scanned = EventHead.Scan(json);
        DecompressedSize.Check(json.Raw, options.MaxDecompressedSize);
        return Event.From(json, scanned);
    }
}
