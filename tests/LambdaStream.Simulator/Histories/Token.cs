namespace LambdaStream.Simulator.Histories;

/// <summary>A record, or one of the parts that a pipeline has made of it.</summary>
/// <param name="Record">The number of the record.</param>
/// <param name="Part">The number of the part, from 1; 0 for the whole record.</param>
internal readonly record struct Token(int Record, int Part = 0)
{
    public static Token Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return new(int.Parse(text.AsSpan(0, dot), null), int.Parse(text.AsSpan(dot + 1), null));
    }

    public override string ToString() => $"{Record}.{Part}";
}

/// <summary>What a sink writes: for what it stands, so that the target can tell.</summary>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Sink">The sink, unique in the case.</param>
/// <param name="Key">The key within which the order holds.</param>
/// <param name="Tokens">The records, in their order.</param>
internal sealed record Mark(string Pipeline, string Sink, string Key, IReadOnlyList<Token> Tokens)
{
    public static Mark Parse(string text)
    {
        var parts = text.Split('|');
        return new(parts[0], parts[1], parts[2], [.. parts[3].Split(',').Select(Token.Parse)]);
    }

    public override string ToString() => $"{Pipeline}|{Sink}|{Key}|{string.Join(',', Tokens)}";
}
