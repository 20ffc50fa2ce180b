namespace LambdaStream.Logging;

/// <summary>The patterns of Node's variable DEBUG: names with stars, separated by commas or blanks; a minus leaves out.</summary>
internal static class DebugPatterns
{
    private static readonly char[] Separators = [',', ' ', '\t'];

    public static bool Match(string? patterns, string name)
    {
        var isMatch = false;
        foreach (var pattern in (patterns ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (pattern[0] != '-')
                isMatch |= Fits(pattern, name);
            else if (Fits(pattern.AsSpan(1), name))
                return false;
        }
        return isMatch;
    }

    private static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
            return name.SequenceEqual(pattern);
        if (!name.StartsWith(pattern[..star]))
            return false;
        var rest = pattern[(star + 1)..];
        if (rest.IsEmpty)
            return true;
        for (var end = star; end <= name.Length; end++)
        {
            if (Fits(rest, name[end..]))
                return true;
        }
        return false;
    }
}
