using System.Diagnostics;

namespace LambdaStream.Observing;

/// <summary>Trace headers as Lambda and the services of AWS have them, and as the W3C does.</summary>
internal static class XRay
{
    /// <summary>A context as the value of <c>X-Amzn-Trace-Id</c>.</summary>
    public static string Header(ActivityContext context)
    {
        var trace = context.TraceId.ToHexString();
        var isSampled = context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded);
        return $"Root=1-{trace[..8]}-{trace[8..]};Parent={context.SpanId.ToHexString()};Sampled={(isSampled ? 1 : 0)}";
    }

    /// <summary>A context as the value of the W3C's <c>traceparent</c>.</summary>
    public static string TraceParent(ActivityContext context) =>
        $"00-{context.TraceId.ToHexString()}-{context.SpanId.ToHexString()}-{(byte)context.TraceFlags:x2}";

    /// <summary>Reads a header of either form.</summary>
    /// <returns>The context of whoever sent it; the default where the text has none.</returns>
    public static ActivityContext Read(string? header, string? state = null)
    {
        if (string.IsNullOrEmpty(header))
            return default;
        if (ActivityContext.TryParse(header, state, isRemote: true, out var context))
            return context;
        string? root = null;
        string? parent = null;
        var flags = ActivityTraceFlags.None;
        foreach (var part in header.Split(';', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("Root=", StringComparison.OrdinalIgnoreCase))
                root = part[5..];
            else if (part.StartsWith("Parent=", StringComparison.OrdinalIgnoreCase))
                parent = part[7..];
            else if (part.Equals("Sampled=1", StringComparison.OrdinalIgnoreCase))
                flags = ActivityTraceFlags.Recorded;
        }
        // 1-5759e988-bd862e3fe1be46a994272793: version, time, and the rest of the id.
        if (root is not { Length: 35 } || root[1] != '-' || root[10] != '-' || parent is not { Length: 16 })
            return default;
        var id = $"{root.AsSpan(2, 8)}{root.AsSpan(11)}";
        return IsHex(id) && IsHex(parent)
            ? new(ActivityTraceId.CreateFromString(id), ActivitySpanId.CreateFromString(parent), flags, isRemote: true)
            : default;
    }

    // CreateFromString refuses all else, upper case included.
    private static bool IsHex(string text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigitLower(character))
                return false;
        }
        return text.AsSpan().ContainsAnyExcept('0');
    }
}
