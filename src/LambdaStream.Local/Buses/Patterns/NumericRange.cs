using System.Text.Json;

namespace LambdaStream.Local.Buses.Patterns;

/// <summary>The <c>numeric</c> match, such as <c>[">", 0, "&lt;=", 5]</c>.</summary>
internal static class NumericRange
{
    public static Func<Json, bool> Parse(Json value)
    {
        if (value.Kind is not JsonValueKind.Array || value.Count is not (2 or 4))
            throw EventPattern.Invalid("\"numeric\" must be an array of one or two operators, each with its number");
        var bounds = new List<Func<double, bool>>();
        for (var i = 0; i < value.Count; i += 2)
            bounds.Add(Bound(value[i], value[i + 1]));
        return json =>
            json.Kind is JsonValueKind.Number
            && json.GetDouble() is var number
            && bounds.TrueForAll(bound => bound(number));
    }

    private static Func<double, bool> Bound(Json comparator, Json operand)
    {
        if (comparator.Kind is not JsonValueKind.String || operand.Kind is not JsonValueKind.Number)
            throw EventPattern.Invalid("\"numeric\" must be an array of one or two operators, each with its number");
        var limit = operand.GetDouble();
        return comparator.GetString() switch
        {
            "=" => number => number == limit,
            "<" => number => number < limit,
            "<=" => number => number <= limit,
            ">" => number => number > limit,
            ">=" => number => number >= limit,
            var other => throw EventPattern.Invalid($"Unrecognized numeric range operator: {other}"),
        };
    }
}
