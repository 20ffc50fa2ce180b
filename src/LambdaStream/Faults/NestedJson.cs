using System.Text;
using System.Text.Json;

namespace LambdaStream.Faults;

/// <summary>JSON that stands in a string: as its text, or as base64 of it, as in the data of a Kinesis record.</summary>
internal sealed record NestedJson(Json Json, bool IsBase64, string End)
{
    public static NestedJson? In(string text) =>
        text switch
        {
            ['{' or '[', _, ..] => Parse(text, isBase64: false),
            // So base64 of an object or a list starts.
            ['e' or 'W' or 'I', _, _, _, ..] => FromBase64(text) is { } decoded ? Parse(decoded, isBase64: true) : null,
            _ => null,
        };

    /// <summary>The string with other JSON in the place of this.</summary>
    public string With(Json json) => IsBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(json + End)) : json + End;

    private static NestedJson? Parse(string text, bool isBase64)
    {
        try
        {
            return new(Json.Parse(text), isBase64, text.EndsWith('\n') ? "\n" : "");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && bytes is [(byte)'{' or (byte)'[', ..]
            ? Encoding.UTF8.GetString(bytes.AsSpan(0, length))
            : null;
    }
}
