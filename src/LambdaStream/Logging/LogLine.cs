using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LambdaStream.Observing;
using Microsoft.Extensions.Logging;

namespace LambdaStream.Logging;

/// <summary>One message, before it is a line.</summary>
/// <param name="Category">Who says it.</param>
/// <param name="Level">How important it is.</param>
/// <param name="Message">The text.</param>
/// <param name="Members">What the message and its scopes know, the narrowest last.</param>
/// <param name="Error">The exception; null where there is none.</param>
internal sealed record LogLine(
    string Category,
    LogLevel Level,
    string Message,
    IReadOnlyList<KeyValuePair<string, object?>> Members,
    Exception? Error
)
{
    // What a logger's own text is called among the members of a message.
    private const string Template = "{OriginalFormat}";

    // What stands in each line, so that no member of a message can take its place.
    private static readonly string[] Own =
    [
        "timestamp",
        "level",
        "message",
        "logger",
        "errorType",
        "errorMessage",
        "stackTrace",
    ];

    public string At(DateTimeOffset time)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString(
                "timestamp",
                time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            );
            writer.WriteString("level", NameOf(Level));
            writer.WriteString("message", Message);
            writer.WriteString("logger", Category);
            WriteMembers(writer);
            if (Error is not null)
                WriteError(writer, Error);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private void WriteMembers(Utf8JsonWriter writer)
    {
        var last = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in Members)
        {
            if (name != Template && value is not null)
                last[NameOf(name)] = value;
        }
        foreach (var (name, value) in last)
        {
            writer.WritePropertyName(name);
            switch (value)
            {
                case bool flag:
                    writer.WriteBooleanValue(flag);
                    break;
                case int or long or short or byte:
                    writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                    break;
                case double number when double.IsFinite(number):
                    writer.WriteNumberValue(Math.Round(number, 3));
                    break;
                default:
                    writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                    break;
            }
        }
    }

    // The placeholders of messages are written in upper case, the members of lines in lower case.
    private static string NameOf(string member)
    {
        var name = char.ToLowerInvariant(member[0]) + member[1..];
        return Own.Contains(name) ? $"{name}_" : name;
    }

    private static void WriteError(Utf8JsonWriter writer, Exception error)
    {
        writer.WriteString("errorType", ShownException.TypeOf(error));
        writer.WriteString("errorMessage", error.Message);
        writer.WriteString("stackTrace", error.ToString());
    }

    private static string NameOf(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "TRACE",
            LogLevel.Debug => "DEBUG",
            LogLevel.Information => "INFO",
            LogLevel.Warning => "WARN",
            LogLevel.Error => "ERROR",
            _ => "FATAL",
        };
}
