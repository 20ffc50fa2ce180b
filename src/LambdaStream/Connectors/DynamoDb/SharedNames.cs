using System.Numerics;

namespace LambdaStream.Connectors;

/// <summary>The names of attributes in one text, where items of one kind repeat them: each is one string then.</summary>
internal sealed class SharedNames
{
    // A table's items have some dozens. Of two with one place the later one takes it.
    private const int Places = 64;

    private readonly string?[] _names = new string?[Places];

    // By the logarithm of the text's length.
    private readonly string[]?[] _expected = new string[]?[32];

    /// <summary>The names, in order, of the last item of about this length; so a key and an image don't get into each other's way.</summary>
    public string[] ExpectedIn(ReadOnlySpan<byte> item) => _expected[BitOperations.Log2((uint)item.Length)] ?? [];

    public void Expect(ReadOnlySpan<byte> item, string[] names) =>
        _expected[BitOperations.Log2((uint)item.Length)] = names;

    /// <summary>The name.</summary>
    /// <param name="content">The name as it stands in JSON, without quotes.</param>
    public string Of(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
            return "";
        // Names differ in length, or where they begin or end.
        var place = (content.Length * 31 + content[0] * 7 + content[^1] * 3 + content[content.Length / 2]) % Places;
        // Threads may take it from each other; a string is published in one piece.
        return _names[place] is { } known && JsonText.StringEquals(content, known)
            ? known
            : _names[place] = JsonText.ReadString(content);
    }
}
