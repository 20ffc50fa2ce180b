using System.Text;
using System.Text.RegularExpressions;

namespace LambdaStream.Conformance.Running;

/// <summary>A regular expression of JavaScript.</summary>
internal static class JavaScriptRegex
{
    // The flag g has no meaning for a test.
    public static Regex Of(string pattern, string flags)
    {
        var ignoreCase = flags.Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : RegexOptions.None;
        var translated = Translate(pattern);
        try
        {
            return new(translated, ignoreCase | RegexOptions.ECMAScript);
        }
        catch (ArgumentException)
        {
            // Look-behinds, for example, exist in JavaScript but not under this option.
            return new(translated, ignoreCase | RegexOptions.CultureInvariant);
        }
    }

    // In .NET `$` matches before a final newline too, and `[^]` and `[]` are no classes.
    private static string Translate(string pattern)
    {
        var translated = new StringBuilder(pattern.Length);
        var isClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\' when i + 1 < pattern.Length:
                    translated.Append('\\').Append(pattern[++i]);
                    break;
                case '[' when !isClass && pattern.AsSpan(i).StartsWith("[^]", StringComparison.Ordinal):
                    translated.Append(@"[\s\S]");
                    i += 2;
                    break;
                case '[' when !isClass && pattern.AsSpan(i).StartsWith("[]", StringComparison.Ordinal):
                    translated.Append("(?!)");
                    i++;
                    break;
                case '$' when !isClass:
                    translated.Append(@"\z");
                    break;
                case var unit:
                    isClass = unit == '[' || (isClass && unit != ']');
                    translated.Append(unit);
                    break;
            }
        }
        return translated.ToString();
    }
}
