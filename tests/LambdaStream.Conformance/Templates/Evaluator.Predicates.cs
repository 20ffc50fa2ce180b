using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.Templates;

internal sealed partial class Evaluator
{
    /// <summary>Whether an object is written as a predicate: without <c>$</c> members, or with only <c>$throw</c>.</summary>
    public static bool IsPredicate(JsonNode? node) =>
        node is JsonObject members
        && (
            members.All(member => !member.Key.StartsWith('$')) || (members.Count == 1 && members.ContainsKey("$throw"))
        );

    public async Task<bool> TestAsync(JsonNode? predicate, Context context)
    {
        if (predicate is not JsonObject members)
            throw NotAPredicate(predicate);
        if (members.TryGetPropertyValue("path", out var path))
            return TestPath(context.At(path!.GetValue<string>()), members);
        if (members.Count != 1)
            throw NotAPredicate(predicate);
        var (name, argument) = members.First();
        switch (name)
        {
            case "and":
                foreach (var part in (JsonArray)argument!)
                {
                    if (!await TestAsync(part, context))
                        return false;
                }
                return true;
            case "or":
                foreach (var part in (JsonArray)argument!)
                {
                    if (await TestAsync(part, context))
                        return true;
                }
                return false;
            case "not":
                return !await TestAsync(argument, context);
            case "$throw":
                await ThrowAsync(argument, context);
                return false;
            default:
                throw NotAPredicate(predicate);
        }
    }

    private static bool TestPath(Value value, JsonObject test)
    {
        foreach (var (name, argument) in test)
        {
            switch (name)
            {
                case "equals":
                    return IsSame(value, argument);
                case "exists":
                    return value.Exists == argument!.GetValue<bool>();
                case "in":
                    return ((JsonArray)argument!).Any(element => IsSame(value, element));
                case "gt":
                    return value.Node is JsonValue number
                        && number.GetValueKind() is JsonValueKind.Number
                        && JavaScriptNumber.Double(number) > JavaScriptNumber.Double(argument!.AsValue());
            }
        }
        throw NotAPredicate(test);
    }

    private static bool IsSame(Value value, JsonNode? wanted)
    {
        if (value.IsNothing)
            return false;
        if (value.Node is not JsonValue left || wanted is not JsonValue right)
            return JsonNode.DeepEquals(value.Node, wanted);
        return (left.GetValueKind(), right.GetValueKind()) switch
        {
            (JsonValueKind.Number, JsonValueKind.Number) => JavaScriptNumber.AreEqual(
                JavaScriptNumber.Raw(left),
                JavaScriptNumber.Raw(right)
            ),
            (JsonValueKind.String, JsonValueKind.String) => left.GetValue<string>() == right.GetValue<string>(),
            var (leftKind, rightKind) => leftKind == rightKind,
        };
    }

    private static InvalidOperationException NotAPredicate(JsonNode? node) =>
        new($"This is no predicate: {JavaScriptJson.Stringify(node)}");
}
