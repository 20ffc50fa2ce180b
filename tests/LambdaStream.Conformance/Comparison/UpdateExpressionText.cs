using System.Text.RegularExpressions;

namespace LambdaStream.Conformance.Comparison;

/// <summary>An update expression with its sections, and the clauses of each section, in alphabetical order.</summary>
internal static partial class UpdateExpressionText
{
    public static string Sort(string expression)
    {
        var starts = Keyword().Matches(expression);
        if (starts.Count == 0 || starts[0].Index != 0)
            return expression;
        var sections = starts.Select(
            (start, i) =>
            {
                var end = i + 1 < starts.Count ? starts[i + 1].Index : expression.Length;
                var clauses = Clauses(expression[(start.Index + start.Length)..end]).Order(StringComparer.Ordinal);
                return $"{start.Value} {string.Join(", ", clauses)}";
            }
        );
        return string.Join(' ', sections.Order(StringComparer.Ordinal));
    }

    // Commas inside parentheses belong to functions such as if_not_exists(a, b).
    private static IEnumerable<string> Clauses(string section)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < section.Length; i++)
        {
            depth += section[i] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (section[i] != ',' || depth > 0)
                continue;
            yield return section[start..i].Trim();
            start = i + 1;
        }
        yield return section[start..].Trim();
    }

    [GeneratedRegex(@"(?<![^\s])(SET|REMOVE|ADD|DELETE)(?=\s)")]
    private static partial Regex Keyword();
}
