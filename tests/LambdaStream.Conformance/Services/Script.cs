using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Comparison;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.Services;

/// <summary>The scripted answers of a vector. Not safe for threads: the services take turns.</summary>
internal sealed class Script
{
    private readonly Dictionary<string, List<Entry>> _entries = new(StringComparer.Ordinal);

    public Script(JsonObject responses)
    {
        foreach (var (operation, entries) in responses)
            _entries[operation] = [.. entries!.AsArray().Select(entry => new Entry(entry!.AsObject()))];
    }

    /// <summary>The first entry that has uses left and fits the normalised input, one use of it taken; else null.</summary>
    public ScriptedAnswer? Take(string service, string operation, JsonNode? input)
    {
        if (!_entries.TryGetValue($"{service}.{operation}", out var entries))
            return null;
        var entry = entries.Find(entry => entry.Uses > 0 && entry.Fits(input));
        if (entry is null)
            return null;
        if (entry.Uses != int.MaxValue)
            entry.Uses--;
        return entry.Answer;
    }

    private sealed class Entry(JsonObject entry)
    {
        private readonly JsonNode? _match = Normalizer.Normalize(entry["match"]);

        public int Uses { get; set; } =
            entry["times"] switch
            {
                null => 1,
                JsonValue always when always.GetValueKind() is JsonValueKind.String => int.MaxValue,
                var times => (int)JavaScriptNumber.Double(times.AsValue()),
            };

        public ScriptedAnswer Answer { get; } = new(entry);

        public bool Fits(JsonNode? input) => _match is null || Fits(_match, input);

        // Objects by the members given, arrays of the same length element by element, others by equality.
        private static bool Fits(JsonNode? match, JsonNode? value) =>
            (match, value) switch
            {
                (JsonObject members, JsonObject given) when !(members.Count == 1 && members.ContainsKey("N")) =>
                    members.All(member =>
                        given.TryGetPropertyValue(member.Key, out var inner) && Fits(member.Value, inner)
                    ),
                (JsonArray elements, JsonArray given) => elements.Count == given.Count
                    && elements.Zip(given).All(pair => Fits(pair.First, pair.Second)),
                _ => Comparer.Fits(match, value),
            };
    }
}

/// <summary>What an entry of the script says: an error, a body, or the default answer with some failures.</summary>
internal sealed class ScriptedAnswer(JsonObject entry)
{
    private static readonly string[] ServerErrors =
    [
        "InternalServer",
        "InternalFailure",
        "InternalError",
        "ServiceUnavailable",
    ];

    public bool HasBody => entry.ContainsKey("body");

    public JsonNode? Body => entry["body"]?.DeepClone();

    public IReadOnlySet<int> FailIndexes { get; } =
        entry["failIndexes"] is JsonArray indexes
            ? indexes.Select(index => (int)JavaScriptNumber.Double(index!.AsValue())).ToHashSet()
            : [];

    public string ErrorCode => entry["errorCode"]?.GetValue<string>() ?? "ThrottlingException";

    /// <summary>The error of the service, if the entry is one.</summary>
    public ServiceError? Error =>
        entry["error"]?.GetValue<string>() is { } code
            ? new(code, entry["message"]?.GetValue<string>() ?? "scripted error", Status(code))
            : null;

    private HttpStatusCode Status(string code) =>
        entry["status"] is JsonValue status ? (HttpStatusCode)(int)JavaScriptNumber.Double(status)
        : ServerErrors.Any(name => code.Contains(name, StringComparison.Ordinal)) ? HttpStatusCode.InternalServerError
        : HttpStatusCode.BadRequest;
}

/// <summary>An error as it goes over the wire.</summary>
internal sealed record ServiceError(string Code, string Message, HttpStatusCode Status);
