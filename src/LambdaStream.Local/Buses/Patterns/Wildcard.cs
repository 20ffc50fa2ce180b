namespace LambdaStream.Local.Buses.Patterns;

/// <summary>The <c>wildcard</c> match: <c>*</c> stands for any characters, <c>\*</c> for itself.</summary>
internal static class Wildcard
{
    public static bool Matches(string text, string pattern)
    {
        var (t, p) = (0, 0);
        // Where to go on after a mismatch: behind the last star, one character further in the text.
        var (star, starText) = (-1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = ++p;
                starText = t;
                continue;
            }
            var literal = p < pattern.Length - 1 && pattern[p] == '\\' ? p + 1 : p;
            if (literal < pattern.Length && pattern[literal] == text[t])
            {
                p = literal + 1;
                t++;
            }
            else if (star >= 0)
            {
                p = star;
                t = ++starText;
            }
            else
            {
                return false;
            }
        }
        while (p < pattern.Length && pattern[p] == '*')
            p++;
        return p == pattern.Length;
    }
}
