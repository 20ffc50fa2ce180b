namespace LambdaStream.Simulator.Histories;

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
