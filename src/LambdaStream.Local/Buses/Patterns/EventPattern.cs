using System.Net;
using System.Text.Json;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Buses.Patterns;

/// <summary>EventBridge's event pattern: which events a rule is for.</summary>
internal sealed class EventPattern
{
    private readonly Func<Json, bool> _matches;

    private EventPattern(Func<Json, bool> matches) => _matches = matches;

    /// <exception cref="ServiceException">The text is no event pattern.</exception>
    public static EventPattern Parse(string text)
    {
        Json json;
        try
        {
            json = Json.Parse(text);
        }
        catch (JsonException exception)
        {
            throw Invalid(exception.Message);
        }
        return new(OfObject(json));
    }

    public bool Matches(Json envelope) => _matches(envelope);

    internal static ServiceException Invalid(string reason) =>
        new("InvalidEventPatternException", $"Event pattern is not valid. Reason: {reason}")
        {
            StatusCode = HttpStatusCode.BadRequest,
        };

    // All fields of the object must match.
    private static Func<Json, bool> OfObject(Json pattern)
    {
        if (pattern.Kind is not JsonValueKind.Object)
            throw Invalid("Filter is not an object");
        var fields = new List<Func<Json, bool>>();
        foreach (var (name, value) in pattern.EnumerateObject())
            fields.Add(
                name is "$or" && value.Kind is JsonValueKind.Array ? OfAlternatives(value) : OfField(name, value)
            );
        return fields.Count == 0
            ? throw Invalid("Empty objects are not allowed")
            : json => fields.TrueForAll(matches => matches(json));
    }

    private static Func<Json, bool> OfAlternatives(Json patterns)
    {
        var alternatives = new List<Func<Json, bool>>();
        foreach (var pattern in patterns.EnumerateArray())
            alternatives.Add(OfObject(pattern));
        return alternatives.Count == 0
            ? throw Invalid("\"$or\" must have patterns")
            : json => alternatives.Exists(matches => matches(json));
    }

    private static Func<Json, bool> OfField(string name, Json pattern)
    {
        switch (pattern.Kind)
        {
            case JsonValueKind.Object:
                var nested = OfObject(pattern);
                return json => AnyObject(json[name], nested);
            case JsonValueKind.Array:
                var values = OfValues(name, pattern);
                return json => AnyValue(Leaves(json[name]), values);
            default:
                throw Invalid($"\"{name}\" must be an object or an array");
        }
    }

    private static List<ValueMatcher> OfValues(string name, Json patterns)
    {
        var matchers = new List<ValueMatcher>();
        foreach (var pattern in patterns.EnumerateArray())
            matchers.Add(ValueMatcher.Parse(pattern));
        return matchers.Count == 0 ? throw Invalid($"Empty arrays are not allowed: \"{name}\"") : matchers;
    }

    // Of an array of objects one must match as a whole.
    private static bool AnyObject(Json value, Func<Json, bool> matches)
    {
        if (value.Kind is not JsonValueKind.Array)
            return matches(value);
        foreach (var element in value.EnumerateArray())
        {
            if (AnyObject(element, matches))
                return true;
        }
        return false;
    }

    private static bool AnyValue(IReadOnlyList<Json> leaves, List<ValueMatcher> matchers) =>
        matchers.Exists(matcher => matcher.Matches(leaves));

    // An array stands for its elements; an object is no value.
    private static List<Json> Leaves(Json value)
    {
        var leaves = new List<Json>();
        Collect(value);
        return leaves;

        void Collect(Json json)
        {
            if (json.Kind is JsonValueKind.Array)
            {
                foreach (var element in json.EnumerateArray())
                    Collect(element);
            }
            else if (json.Kind is not (JsonValueKind.Undefined or JsonValueKind.Object))
            {
                leaves.Add(json);
            }
        }
    }
}
