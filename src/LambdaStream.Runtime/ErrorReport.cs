using System.Buffers;
using System.Text;
using System.Text.Json;
using LambdaStream.Connectors;

namespace LambdaStream.Runtime;

/// <summary>An exception in the form that Lambda shows: type, message and stack, and the same of what caused it.</summary>
internal static class ErrorReport
{
    // Lambda cuts what it logs and hands on; a stack of a recursion without end would be nothing else.
    private const int MaxFrames = 100;
    private const int MaxCauses = 8;
    private const int MaxMessageLength = 32 * 1024;

    /// <summary>The AWS error code of a service's error, else the type of the exception.</summary>
    public static string TypeOf(Exception error) =>
        error is ServiceException service ? service.Code : error.GetType().Name;

    public static ReadOnlyMemory<byte> ToJson(Exception error)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            WriteMembers(writer, error, MaxCauses);
            writer.WriteEndObject();
        }
        return output.WrittenMemory;
    }

    /// <summary>The same as a line of a log.</summary>
    public static string ToLine(DateTimeOffset time, string message, string? requestId, Exception error)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp", time.UtcDateTime);
            writer.WriteString("level", "ERROR");
            writer.WriteString("message", message);
            if (requestId is not null)
                writer.WriteString("requestId", requestId);
            WriteMembers(writer, error, MaxCauses);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void WriteMembers(Utf8JsonWriter writer, Exception error, int causes)
    {
        writer.WriteString("errorType", TypeOf(error));
        writer.WriteString("errorMessage", Cut(error.Message));
        writer.WriteStartArray("stackTrace");
        foreach (var frame in (error.StackTrace ?? "").Split('\n', MaxFrames + 1, Trimmed).Take(MaxFrames))
            writer.WriteStringValue(frame);
        writer.WriteEndArray();
        if (error.InnerException is not { } cause || causes == 0)
            return;
        writer.WriteStartObject("cause");
        WriteMembers(writer, cause, causes - 1);
        writer.WriteEndObject();
    }

    private const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    private static string Cut(string message) =>
        message.Length <= MaxMessageLength ? message : string.Concat(message.AsSpan(0, MaxMessageLength), "...");
}
