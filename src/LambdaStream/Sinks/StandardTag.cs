namespace LambdaStream.Sinks;

/// <summary>A standard tag as it is written.</summary>
internal sealed class StandardTag(string name, Json value)
{
    public const string TraceParent = "traceparent";
    public const string TraceState = "tracestate";

    public StandardTag(string name, string? value)
        : this(name, (Json)(value ?? "undefined")) { }

    public string Name { get; } = name;

    /// <summary>The name in quotes, a colon and the value.</summary>
    public byte[] Member { get; } = [.. JsonString.Quoted(name), (byte)':', .. value.Raw];
}
