using System.Text.Json.Nodes;
using LambdaStream.Conformance.Services.Ports;
using LambdaStream.Conformance.Templates;

namespace LambdaStream.Conformance.Binding;

/// <summary>Makes the library's splitting of <c>splitOn</c> and its companions.</summary>
internal static class SplittingFactory
{
    private const string EventPath = "event.";

    /// <summary>The splitting; null where the rule does not split.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="defaultTarget">Where a part goes that the rule does not send elsewhere.</param>
    public static Splitting? Make(RuleBinding rule, string? defaultTarget = null)
    {
        var target = rule.Members.Text("splitTargetField") ?? defaultTarget;
        var omitted = rule.Members.Texts("splitOnOmitFields") ?? [];
        if (rule.Members.Text("splitOn") is not { } path)
            return null;
        var splitting = path.StartsWith(EventPath, StringComparison.Ordinal)
            ? Splitting.At(path[EventPath.Length..])
            : new() { On = uow => Parts(rule.ContextOf(uow), path) };
        if (path == "queryResponse" && target == path)
            splitting = Query.EachItem;
        return splitting with
        {
            Target = target is null ? null : rule.Vector.Slots.Own(target),
            Omit = omitted.Count == 0 ? null : uow => omitted.Aggregate(uow, (unit, path) => Without(unit, path, rule)),
        };
    }

    private static UnitOfWork Without(UnitOfWork uow, string path, RuleBinding rule) =>
        path switch
        {
            "record" => uow.WithoutRecord(),
            "event" => uow.With(Event.None),
            "batch" => uow.WithoutBatch(),
            _ when path.StartsWith(EventPath, StringComparison.Ordinal) => uow.With(
                Event.From(Without(uow.Event.ToJson(), path[EventPath.Length..].Split('.')))
            ),
            _ => rule.Vector.Slots.Without(uow, path),
        };

    private static Json Without(Json value, ReadOnlySpan<string> path)
    {
        var members = new List<(string, Json)>();
        foreach (var (name, member) in value.EnumerateObject())
        {
            if (name != path[0])
                members.Add((name, member));
            else if (path.Length > 1)
                members.Add((name, Without(member, path[1..])));
        }
        return Json.ObjectOf([.. members]);
    }

    private static IEnumerable<Json> Parts(Context context, string path) =>
        context.At(path).Node is JsonArray parts
            ? parts.Select(ApiJson.ToJson)
            : throw new InvalidOperationException($"There is no list at '{path}' to split.");
}
