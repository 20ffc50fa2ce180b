using System.Text.Json.Nodes;
using LambdaStream.Conformance.Services.Ports;
using LambdaStream.Conformance.Templates;

namespace LambdaStream.Conformance.Binding;

/// <summary>Makes the library's splitting of <c>splitOn</c> and its companions.</summary>
internal static class SplittingFactory
{
    private const string EventPath = "event.";

    public static Splitting? Make(RuleBinding rule)
    {
        var target = rule.Members.Text("splitTargetField");
        var omitted = rule.Members.Texts("splitOnOmitFields") ?? [];
        if (rule.Members.Text("splitOn") is not { } path)
            return null;
        foreach (var field in omitted.Where(field => !field.StartsWith(EventPath, StringComparison.Ordinal)))
            rule.Vector.Missing.Add($"{field} in splitOnOmitFields");
        var splitting = path.StartsWith(EventPath, StringComparison.Ordinal)
            ? Splitting.At(path[EventPath.Length..])
            : new() { On = uow => Parts(rule.ContextOf(uow), path) };
        return splitting with
        {
            Target = target is null ? null : rule.Vector.Slots.Own(target),
            OmitFields =
            [
                .. omitted
                    .Where(field => field.StartsWith(EventPath, StringComparison.Ordinal))
                    .Select(field => field[EventPath.Length..]),
            ],
        };
    }

    private static IEnumerable<Json> Parts(Context context, string path) =>
        context.At(path).Node is JsonArray parts
            ? parts.Select(ApiJson.ToJson)
            : throw new InvalidOperationException($"There is no list at '{path}' to split.");
}
