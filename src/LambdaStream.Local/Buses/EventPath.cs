namespace LambdaStream.Local.Buses;

/// <summary>The JSON paths of EventBridge's targets: <c>$.detail.partitionKey</c>, also <c>$.detail.parts[0]</c>.</summary>
internal sealed class EventPath
{
    private readonly string _path;

    /// <exception cref="ArgumentException">The text is no such path.</exception>
    public EventPath(string text)
    {
        if (text is not ("$" or ['$', '.', _, ..]))
            throw new ArgumentException($"'{text}' is no path into an event, such as $.detail.", nameof(text));
        _path = text[1..]
            .TrimStart('.')
            .Replace("[", ".", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal);
    }

    public Json In(Json envelope) => _path.Length == 0 ? envelope : envelope.At(_path);
}
