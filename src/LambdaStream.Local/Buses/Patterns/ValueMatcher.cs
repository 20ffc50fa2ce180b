using System.Net;
using System.Text.Json;

namespace LambdaStream.Local.Buses.Patterns;

/// <summary>One alternative for the value of a field, such as <c>"thing-created"</c> or <c>{"prefix": "thing-"}</c>.</summary>
internal sealed class ValueMatcher
{
    private readonly Func<IReadOnlyList<Json>, bool> _matches;

    private ValueMatcher(Func<IReadOnlyList<Json>, bool> matches) => _matches = matches;

    /// <summary>Whether it matches the values of a field: one, those of an array, or none where the field is missing.</summary>
    public bool Matches(IReadOnlyList<Json> values) => _matches(values);

    /// <exception cref="Connectors.ServiceException">It is no part of an event pattern.</exception>
    public static ValueMatcher Parse(Json pattern)
    {
        if (pattern.Kind is JsonValueKind.Array)
            throw EventPattern.Invalid("Arrays within arrays are not allowed");
        if (pattern.Kind is not JsonValueKind.Object)
            return Any(Same(pattern));
        var (name, value) = Single(pattern);
        return name switch
        {
            "exists" => Exists(value),
            "anything-but" => Any(AnythingBut(value)),
            _ => Any(Operator(name, value)),
        };
    }

    private static ValueMatcher Any(Func<Json, bool> matches) => new(values => values.Any(matches));

    private static ValueMatcher Exists(Json value) =>
        value.Kind switch
        {
            JsonValueKind.True => new(values => values.Count > 0),
            JsonValueKind.False => new(values => values.Count == 0),
            _ => throw EventPattern.Invalid("\"exists\" must be true or false"),
        };

    private static Func<Json, bool> AnythingBut(Json value)
    {
        if (value.Kind is not JsonValueKind.Object)
        {
            var refused = Each(value, Same);
            return json => !refused(json);
        }
        var (name, text) = Single(value);
        if (name is "numeric" or "exists" or "anything-but")
            throw EventPattern.Invalid($"\"anything-but\" does not take \"{name}\"");
        var matches = name is "prefix" or "suffix" or "equals-ignore-case" or "wildcard"
            ? Each(text, one => Operator(name, one))
            : Operator(name, text);
        return json => !matches(json);
    }

    private static Func<Json, bool> Operator(string name, Json value) =>
        name switch
        {
            "prefix" => Affix(name, value, static (text, prefix, how) => text.StartsWith(prefix, how)),
            "suffix" => Affix(name, value, static (text, suffix, how) => text.EndsWith(suffix, how)),
            "equals-ignore-case" => OfText(
                name,
                value,
                static (text, other) => text.Equals(other, StringComparison.OrdinalIgnoreCase)
            ),
            "wildcard" => OfText(name, value, Wildcard.Matches),
            "numeric" => NumericRange.Parse(value),
            "cidr" => Cidr(value),
            _ => throw EventPattern.Invalid($"Unrecognized match type {name}"),
        };

    // {"prefix": "a"}, or {"prefix": {"equals-ignore-case": "a"}}
    private static Func<Json, bool> Affix(string name, Json value, Func<string, string, StringComparison, bool> matches)
    {
        if (value.Kind is not JsonValueKind.Object)
            return OfText(name, value, (text, affix) => matches(text, affix, StringComparison.Ordinal));
        var (how, affix) = Single(value);
        return how is "equals-ignore-case"
            ? OfText(name, affix, (text, other) => matches(text, other, StringComparison.OrdinalIgnoreCase))
            : throw EventPattern.Invalid($"\"{name}\" does not take \"{how}\"");
    }

    private static Func<Json, bool> OfText(string name, Json value, Func<string, string, bool> matches)
    {
        var text =
            value.Kind is JsonValueKind.String
                ? value.GetString()!
                : throw EventPattern.Invalid($"\"{name}\" must have a string");
        return json => json.Kind is JsonValueKind.String && matches(json.GetString()!, text);
    }

    private static Func<Json, bool> Cidr(Json value)
    {
        if (value.Kind is not JsonValueKind.String || !IPNetwork.TryParse(value.GetString()!, out var network))
            throw EventPattern.Invalid("\"cidr\" must be a block of addresses, such as 10.0.0.0/24");
        return json =>
            json.Kind is JsonValueKind.String
            && IPAddress.TryParse(json.GetString(), out var address)
            && network.Contains(address);
    }

    // EventBridge compares numbers as they are written: 300 is not 300.0.
    private static Func<Json, bool> Same(Json value)
    {
        var kind = value.Kind;
        if (kind is JsonValueKind.String)
        {
            var text = value.GetString()!;
            return json => json.IsString(text);
        }
        var digits = value.ToString();
        return json => json.Kind == kind && json.ToString() == digits;
    }

    private static Func<Json, bool> Each(Json value, Func<Json, Func<Json, bool>> matcher)
    {
        var matchers = new List<Func<Json, bool>>();
        if (value.Kind is JsonValueKind.Array)
        {
            foreach (var element in value.EnumerateArray())
                matchers.Add(matcher(element));
        }
        else
        {
            matchers.Add(matcher(value));
        }
        return matchers.Count == 0
            ? throw EventPattern.Invalid("Empty arrays are not allowed")
            : json => matchers.Exists(matches => matches(json));
    }

    private static (string Name, Json Value) Single(Json pattern)
    {
        var members = pattern.EnumerateObject();
        if (!members.MoveNext())
            throw EventPattern.Invalid("Empty objects are not allowed");
        var member = members.Current;
        return members.MoveNext() ? throw EventPattern.Invalid("Only one key allowed in match expression") : member;
    }
}
