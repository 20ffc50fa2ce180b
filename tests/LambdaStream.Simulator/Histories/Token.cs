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
