using System.Text;

namespace LambdaStream.Aws.Signing;

/// <summary>Writes the path and the query of a request in the form in which they are signed.</summary>
internal static class CanonicalUri
{
    /// <summary>Writes a path: encoded once more than it is sent, or, where it is kept, as it is sent.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="path">The path as it is sent.</param>
    /// <param name="isNormalized">Whether empty segments and dots are resolved: for all services but S3.</param>
    public static void WritePath(Utf8Text output, string path, bool isNormalized)
    {
        if (isNormalized && MustNormalize(path))
            path = Normalize(path);
        if (path is "" or "/")
            output.Append("/"u8);
        else
            output.AppendEncoded(Encoding.UTF8.GetBytes(path), isPath: true, keepsEscapes: !isNormalized);
    }

    /// <summary>Writes a query, sorted by the encoded names and then the values.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="query">The query as it is sent, without its question mark.</param>
    public static void WriteQuery(Utf8Text output, string query)
    {
        if (query.Length == 0)
            return;
        var parameters = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToArray();
        Array.Sort(
            parameters,
            static (left, right) =>
                string.CompareOrdinal(left.Name, right.Name) is not 0 and var byName
                    ? byName
                    : string.CompareOrdinal(left.Value, right.Value)
        );
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i > 0)
                output.Append("&"u8);
            output.Append(parameters[i].Name);
            output.Append("="u8);
            output.Append(parameters[i].Value);
        }
    }

    private static (string Name, string Value) Parse(string parameter)
    {
        var equals = parameter.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? (Encode(parameter), "")
            : (Encode(parameter.AsSpan(0, equals)), Encode(parameter.AsSpan(equals + 1)));
    }

    // What is sent may be encoded in another way, or not at all.
    private static string Encode(ReadOnlySpan<char> text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static bool MustNormalize(string path) =>
        path.Contains("//", StringComparison.Ordinal) || path.Contains("/.", StringComparison.Ordinal);

    private static string Normalize(string path)
    {
        var kept = new List<string>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment is "..")
                kept.RemoveRange(Math.Max(kept.Count - 1, 0), Math.Min(kept.Count, 1));
            else if (segment is not ".")
                kept.Add(segment);
        }
        var isFolder = path[^1] == '/' || path.EndsWith("/.", StringComparison.Ordinal);
        return kept.Count == 0 ? "/" : $"/{string.Join('/', kept)}{(isFolder ? "/" : "")}";
    }
}
