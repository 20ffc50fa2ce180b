using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.Comparison;

/// <summary>Compares normalised values as section 7 of the vectors' README says.</summary>
internal static class Comparer
{
    /// <summary>Where an actual value differs from the expected one, wildcards and the leniency of faults included.</summary>
    public static IReadOnlyList<Difference> Differences(JsonNode? expected, JsonNode? actual, string path = "")
    {
        var differences = new List<Difference>();
        Compare(expected, actual, path, differences);
        return differences;
    }

    public static bool Fits(JsonNode? expected, JsonNode? actual) => Differences(expected, actual).Count == 0;

    private static void Compare(JsonNode? expected, JsonNode? actual, string path, List<Difference> differences)
    {
        if (Wildcards.IsWildcard(expected, actual, out var fits))
        {
            if (!fits)
                differences.Add(Difference.Values(path, expected, actual));
            return;
        }
        switch (expected, actual)
        {
            case (JsonObject wanted, JsonObject given):
                CompareObjects(wanted, given, path, mayHaveMore: false, differences);
                break;
            case (JsonArray wanted, JsonArray given):
                CompareArrays(wanted, given, path, differences);
                break;
            case (JsonValue wanted, JsonValue given) when AreEqual(wanted, given):
            case (null, null):
                break;
            default:
                differences.Add(Difference.Values(path, expected, actual));
                break;
        }
    }

    private static void CompareObjects(
        JsonObject expected,
        JsonObject actual,
        string path,
        bool mayHaveMore,
        List<Difference> differences
    )
    {
        if (IsDynamoDbNumber(expected, out var wantedNumber) && IsDynamoDbNumber(actual, out var givenNumber))
        {
            if (!JavaScriptNumber.AreEqual(wantedNumber, givenNumber))
                differences.Add(Difference.Values(path, expected, actual));
            return;
        }
        var isFault = Faults.IsFault(expected);
        foreach (var (name, wanted) in expected)
        {
            var inner = Inner(path, name);
            if (!actual.TryGetPropertyValue(name, out var given))
                differences.Add(Difference.Missing(inner, wanted));
            else if (isFault && name == "uow" && wanted is JsonObject wantedUnit && given is JsonObject givenUnit)
                CompareUnits(wantedUnit, givenUnit, inner, differences);
            else if (name == "Entries" && Faults.AreAllFaults(wanted) && given is JsonArray entries)
                CompareInAnyOrder(wanted!.AsArray(), entries, inner, differences);
            else
                Compare(wanted, given, inner, differences);
        }
        if (mayHaveMore)
            return;
        foreach (var (name, given) in actual)
        {
            if (!expected.ContainsKey(name))
                differences.Add(Difference.TooMany(Inner(path, name), given));
        }
    }

    // A fault may show more of its unit of work, and of the units of its batch, than the vector knows.
    private static void CompareUnits(JsonObject expected, JsonObject actual, string path, List<Difference> differences)
    {
        if (expected["batch"] is not JsonArray wanted || actual["batch"] is not JsonArray given)
        {
            CompareObjects(expected, actual, path, mayHaveMore: true, differences);
            return;
        }
        var rest = expected.DeepClone().AsObject();
        rest.Remove("batch");
        CompareObjects(rest, actual, path, mayHaveMore: true, differences);
        var batch = Inner(path, "batch");
        CompareLength(wanted, given, batch, differences);
        foreach (var (i, (wantedUnit, givenUnit)) in wanted.Zip(given).Index())
        {
            if (wantedUnit is JsonObject wantedMembers && givenUnit is JsonObject givenMembers)
                CompareObjects(wantedMembers, givenMembers, Inner(batch, i), mayHaveMore: true, differences);
            else
                Compare(wantedUnit, givenUnit, Inner(batch, i), differences);
        }
    }

    private static void CompareArrays(JsonArray expected, JsonArray actual, string path, List<Difference> differences)
    {
        CompareLength(expected, actual, path, differences);
        foreach (var (i, (wanted, given)) in expected.Zip(actual).Index())
            Compare(wanted, given, Inner(path, i), differences);
    }

    private static void CompareInAnyOrder(
        JsonArray expected,
        JsonArray actual,
        string path,
        List<Difference> differences
    )
    {
        CompareLength(expected, actual, path, differences);
        var pairs = Matching.Find(expected.Count, actual.Count, (i, j) => Fits(expected[i], actual[j]));
        var free = Enumerable.Range(0, actual.Count).Except(pairs.Values).ToList();
        foreach (var i in Enumerable.Range(0, expected.Count).Where(i => !pairs.ContainsKey(i)))
        {
            if (free.Count == 0)
                break;
            var closest = free.MinBy(j => Differences(expected[i], actual[j]).Count);
            free.Remove(closest);
            differences.AddRange(Differences(expected[i], actual[closest], Inner(path, closest)));
        }
    }

    private static void CompareLength(JsonArray expected, JsonArray actual, string path, List<Difference> differences)
    {
        if (expected.Count != actual.Count)
            differences.Add(
                new(path, $"expected {expected.Count} elements, were {actual.Count}: {Difference.Show(actual)}")
            );
    }

    private static bool AreEqual(JsonValue expected, JsonValue actual) =>
        (expected.GetValueKind(), actual.GetValueKind()) switch
        {
            (JsonValueKind.String, JsonValueKind.String) => expected.GetValue<string>() == actual.GetValue<string>(),
            (JsonValueKind.Number, JsonValueKind.Number) => JavaScriptNumber.AreEqual(
                JavaScriptNumber.Raw(expected),
                JavaScriptNumber.Raw(actual)
            ),
            var (wanted, given) => wanted == given,
        };

    private static bool IsDynamoDbNumber(JsonObject value, out string number)
    {
        number = "";
        return value.Count == 1 && value["N"] is JsonValue text && text.TryGetValue(out number!);
    }

    private static string Inner(string path, object step) => path.Length == 0 ? $"{step}" : $"{path}.{step}";
}
