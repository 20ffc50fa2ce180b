namespace LambdaStream.Connectors;

/// <summary>The name of an attribute, in the forms in which it is met.</summary>
internal sealed class ItemName(ReadOnlySpan<byte> raw)
{
    private readonly byte[] _raw = raw.ToArray();

    /// <summary>The name.</summary>
    public string Text { get; } = JsonString.Read(raw);

    /// <summary>What stands before its value in an object: a comma, the name in quotes and a colon.</summary>
    public byte[] Opening => field ??= [(byte)',', .. JsonString.Quoted(Text), (byte)':'];

    /// <summary>Whether it stands so in JSON, without its quotes. False says nothing: the same name may have escapes.</summary>
    public bool StandsAs(ReadOnlySpan<byte> raw) => raw.SequenceEqual(_raw);
}
