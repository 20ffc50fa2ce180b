using System.Diagnostics;
using System.Text.Json;
using LambdaStream.Observing;

namespace LambdaStream.Tracing;

/// <summary>The span that a unit's event was published in, as the event or its record tells.</summary>
internal static class ProducerContext
{
    /// <summary>The context of the span; the default where nothing tells it.</summary>
    public static ActivityContext Of(UnitOfWork uow)
    {
        var tags = uow.Event.Tags;
        if (Text(tags["traceparent"]) is { } parent)
            return XRay.Read(parent, Text(tags["tracestate"]));
        if (uow.Origins.Count != 1)
            return default;
        var record = uow.Origins[0].Json;
        return XRay.Read(
            Text(record["messageAttributes"]["traceparent"]["stringValue"])
                ?? Text(record["Sns"]["MessageAttributes"]["traceparent"]["Value"])
                ?? Text(record["attributes"]["AWSTraceHeader"])
                ?? Header(record["headers"])
        );
    }

    private static string? Text(Json value) => value.Kind is JsonValueKind.String ? value.GetString() : null;

    // Kafka's headers are lists of bytes.
    private static string? Header(Json headers)
    {
        if (headers.Kind is not JsonValueKind.Array)
            return null;
        foreach (var header in headers.EnumerateArray())
        {
            if (header["traceparent"] is not { Kind: JsonValueKind.Array } bytes)
                continue;
            var text = new List<char>();
            foreach (var value in bytes.EnumerateArray())
                text.Add(value.Kind is JsonValueKind.Number ? (char)(value.GetInt64() & 0x7f) : '?');
            return string.Concat(text);
        }
        return null;
    }
}
