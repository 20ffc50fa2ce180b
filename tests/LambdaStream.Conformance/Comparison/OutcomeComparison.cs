using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Comparison;

/// <summary>Compares how invocations ended and what they answered.</summary>
internal static class OutcomeComparison
{
    public static IEnumerable<string> Compare(IReadOnlyList<JsonNode?> expected, IReadOnlyList<JsonNode?> actual)
    {
        if (expected.Count != actual.Count)
            yield return $"outcome: expected {expected.Count} invocations, were {actual.Count}";
        foreach (var (i, (wanted, given)) in expected.Zip(actual).Index())
        {
            var path = expected.Count == 1 ? "outcome" : $"outcome {i}";
            foreach (var difference in Comparer.Differences(wanted, given, path))
                yield return difference.ToString();
        }
    }

    /// <summary>Compares Firehose's response: the records by their ids, each by the members that the vector names.</summary>
    public static IEnumerable<string> CompareResponse(JsonObject expected, JsonNode? actual)
    {
        var wantedRecords = expected["records"] as JsonArray ?? [];
        if (actual is not JsonObject response || response["records"] is not JsonArray givenRecords)
        {
            yield return $"response: expected records, was {Difference.Show(actual)}";
            yield break;
        }
        if (wantedRecords.Count != givenRecords.Count)
            yield return $"response.records: expected {wantedRecords.Count} elements, were {givenRecords.Count}";
        foreach (var wanted in wantedRecords.OfType<JsonObject>())
        {
            var id = wanted["recordId"]?.GetValue<string>();
            var given = givenRecords
                .OfType<JsonObject>()
                .FirstOrDefault(record => Comparer.Fits(wanted["recordId"], record["recordId"]));
            if (given is null)
            {
                yield return $"response.records: {id} is missing";
                continue;
            }
            foreach (var (name, value) in wanted)
            {
                var path = $"response.records.{id}.{name}";
                var wantedMember = Member(name, value);
                if (!given.TryGetPropertyValue(name, out var givenValue))
                    yield return Difference.Missing(path, wantedMember).ToString();
                else
                {
                    foreach (var difference in Comparer.Differences(wantedMember, Member(name, givenValue), path))
                        yield return difference.ToString();
                }
            }
        }
    }

    // What is normalised depends on the name of the member.
    private static JsonNode? Member(string name, JsonNode? value) =>
        Normalizer.Normalize(new JsonObject { [name] = value?.DeepClone() })![name];
}
