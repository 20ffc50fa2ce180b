namespace LambdaStream.Aws.Signing;

/// <summary>Headers in the order and form in which they are signed: small letters, sorted, one value for each name.</summary>
internal static class SignedHeaders
{
    /// <summary>Brings headers, as they are sent, into that form.</summary>
    public static (string Name, string Value)[] Of(IEnumerable<(string Name, string Value)> headers) =>
        [
            .. headers
                .GroupBy(header => Lower(header.Name), header => header.Value.Trim())
                .OrderBy(values => values.Key, StringComparer.Ordinal)
                .Select(values => (values.Key, string.Join(',', values))),
        ];

    public static void WriteLines(Utf8Text output, ReadOnlySpan<(string Name, string Value)> headers)
    {
        foreach (var (name, value) in headers)
        {
            output.Append(name);
            output.Append(":"u8);
            WriteValue(output, value.AsSpan().Trim());
            output.Append("\n"u8);
        }
    }

    public static void WriteNames(Utf8Text output, ReadOnlySpan<(string Name, string Value)> headers)
    {
        for (var i = 0; i < headers.Length; i++)
        {
            if (i > 0)
                output.Append(";"u8);
            output.Append(headers[i].Name);
        }
    }

    // Several white spaces in a row are signed as one.
    private static void WriteValue(Utf8Text output, ReadOnlySpan<char> value)
    {
        while (value.IndexOfAny("  ", "\t\r\n") is >= 0 and var end)
        {
            output.Append(value[..end]);
            output.Append(" "u8);
            value = value[end..].TrimStart();
        }
        output.Append(value);
    }

    private static int IndexOfAny(this ReadOnlySpan<char> value, string run, string breaks)
    {
        var index = value.IndexOf(run, StringComparison.Ordinal);
        var other = MemoryExtensions.IndexOfAny(value, breaks);
        return index < 0 || other >= 0 && other < index ? other : index;
    }

    // The names of headers are ASCII.
#pragma warning disable CA1308
    private static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}
