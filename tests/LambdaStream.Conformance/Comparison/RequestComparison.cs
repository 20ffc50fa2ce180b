using System.Text;
using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Comparison;

/// <summary>Compares the requests that a vector expects with those that reached the services.</summary>
internal static class RequestComparison
{
    private const int ShownDifferences = 6;

    /// <summary>What is missing, left over or out of order, in words; empty where all is as expected.</summary>
    public static IReadOnlyList<string> Compare(
        IReadOnlyList<JsonObject> expected,
        IReadOnlyList<JsonObject> actual,
        bool ordered = false,
        bool distinct = false
    )
    {
        List<JsonObject> wanted =
        [
            .. expected
                .Where(request => Normalizer.Counts(Name(request, "service"), Name(request, "operation")))
                .Select(Normalized),
        ];
        var given = actual.ToList();
        if (distinct)
        {
            // An expectation with wildcards stands for a request of its own.
            wanted = Distinct(wanted, request => !Wildcards.AreIn(request));
            given = Distinct(given, _ => true);
        }
        return ordered ? InOrder(wanted, given) : InAnyOrder(wanted, given);
    }

    private static List<string> InOrder(List<JsonObject> expected, List<JsonObject> actual)
    {
        var report = new List<string>();
        for (var i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            if (i >= actual.Count)
                report.Add($"request {i} is missing: {Show(expected[i])}");
            else if (i >= expected.Count)
                report.Add($"request {i} is left over: {Show(actual[i])}");
            else if (Differences(expected[i], actual[i]) is { Count: > 0 } differences)
                report.Add($"request {i} differs: {Show(expected[i])}{Details(differences)}");
        }
        return report;
    }

    private static List<string> InAnyOrder(List<JsonObject> expected, List<JsonObject> actual)
    {
        var pairs = Matching.Find(
            expected.Count,
            actual.Count,
            (i, j) => Differences(expected[i], actual[j]).Count == 0
        );
        var leftOver = Enumerable.Range(0, actual.Count).Except(pairs.Values).ToList();
        var report = new List<string>();
        foreach (var i in Enumerable.Range(0, expected.Count).Where(i => !pairs.ContainsKey(i)))
        {
            var candidates = leftOver.Where(j => Title(expected[i]) == Title(actual[j])).ToList();
            if (candidates.Count == 0)
            {
                report.Add($"missing: {Show(expected[i])}");
                continue;
            }
            var closest = candidates.MinBy(j => Differences(expected[i], actual[j]).Count);
            leftOver.Remove(closest);
            var differences = Differences(expected[i], actual[closest]);
            report.Add($"missing: {Show(expected[i])}\n  closest is request {closest}:{Details(differences)}");
        }
        report.AddRange(leftOver.Select(j => $"left over: request {j}, {Show(actual[j])}"));
        return report;
    }

    // The region counts only where the vector gives one.
    private static List<Difference> Differences(JsonObject expected, JsonObject actual)
    {
        if (Title(expected) != Title(actual))
            return [Difference.Values("", Title(expected), Title(actual))];
        var differences = Comparer.Differences(expected["input"], actual["input"]).ToList();
        if (expected.ContainsKey("region") && !Comparer.Fits(expected["region"], actual["region"]))
            differences.Add(Difference.Values("region", expected["region"], actual["region"]));
        return differences;
    }

    private static JsonObject Normalized(JsonObject request)
    {
        var normalized = request.DeepClone().AsObject();
        normalized["input"] = Normalizer.Input(Name(request, "service"), request["input"]);
        return normalized;
    }

    private static List<JsonObject> Distinct(List<JsonObject> requests, Func<JsonObject, bool> mayRepeat)
    {
        var distinct = new List<JsonObject>();
        foreach (var request in requests)
        {
            if (!mayRepeat(request) || !distinct.Exists(other => Comparer.Fits(other, request)))
                distinct.Add(request);
        }
        return distinct;
    }

    private static string Details(List<Difference> differences)
    {
        var details = new StringBuilder();
        foreach (var difference in differences.Take(ShownDifferences))
            details.Append("\n    ").Append(difference);
        if (differences.Count > ShownDifferences)
            details.Append($"\n    and {differences.Count - ShownDifferences} more");
        return details.ToString();
    }

    private static string Show(JsonObject request) => $"{Title(request)} {Difference.Show(request["input"])}";

    private static string Title(JsonObject request) => $"{Name(request, "service")}.{Name(request, "operation")}";

    private static string Name(JsonObject request, string member) => request[member]?.GetValue<string>() ?? "";
}
