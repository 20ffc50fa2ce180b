using System.Globalization;
using System.Text.Json;

namespace LambdaStream;

/// <summary>Events in the form of CloudEvents 1.0: structured mode, as JSON. The head becomes attributes, the rest is in <c>data</c>.</summary>
/// <remarks>What has no place in an event stands in its member <c>cloudevent</c>, so that nothing is lost on the way through.</remarks>
public static partial class CloudEvent
{
    internal const string Member = "cloudevent";

    private const string Version = "1.0";
    private const string JsonType = "application/json";

    // What stands in the text where a source, or a part of one, is not known, as in the standard tags.
    private const string Unknown = "undefined";

    /// <summary>Where an event comes from, by its tags: <c>/account/region/source</c>.</summary>
    internal static string SourceOf(Json tags) =>
        $"/{Part(tags, "account")}/{Part(tags, "region")}/{Part(tags, "source")}";

    private static string Part(Json tags, string name) =>
        tags[name] is { Kind: JsonValueKind.String } tag && tag.GetString() is { Length: > 0 } text
            ? Uri.EscapeDataString(text)
            : Unknown;

    // The form in which we write times; null where they have none.
    private static string? TimeOf(long? milliseconds) =>
        milliseconds is >= -62_135_596_800_000 and <= 253_402_300_799_999
            ? DateTimeOffset
                .FromUnixTimeMilliseconds(milliseconds.Value)
                .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : null;

    private static bool TryReadTime(string text, out long milliseconds)
    {
        text = text.ToUpperInvariant();
        var offset = text.EndsWith('Z') ? text.Length - 1 : text.Length - "+00:00".Length;
        // .NET takes seven digits of a second, RFC 3339 any number.
        var most = "yyyy-MM-ddTHH:mm:ss.fffffff".Length;
        if (offset > most && !text.AsSpan(most, offset - most).ContainsAnyExceptInRange('0', '9'))
            text = text[..most] + text[offset..];
        var isTime = DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        );
        milliseconds = isTime ? time.ToUnixTimeMilliseconds() : 0;
        return isTime;
    }

    private static bool IsJson(string contentType)
    {
        var type = contentType.Split(';')[0].Trim();
        return type.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }
}
