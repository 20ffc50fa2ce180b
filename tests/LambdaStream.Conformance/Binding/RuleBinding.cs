using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Running;
using LambdaStream.Conformance.Templates;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.Binding;

/// <summary>One rule of a vector, whose templates become the delegates of the library's rules.</summary>
internal sealed class RuleBinding(JsonObject rule, VectorBinding vector, Members members)
{
    private readonly JsonNode _rule = rule;

    public RuleBinding(JsonObject rule, VectorBinding vector)
        : this(rule, vector, new(rule, vector.RuleDefaults)) { }

    public VectorBinding Vector => vector;

    public Members Members => members;

    /// <summary>A step of the rule, which has the rule's members and the options where it has none of its own.</summary>
    public RuleBinding Step(JsonObject own)
    {
        var defaults = (JsonObject)vector.RuleDefaults.DeepClone();
        foreach (var (name, value) in rule.Where(member => member.Key is not ("id" or "flavor" or "steps")))
            defaults[name] = value?.DeepClone();
        return new(own, vector, new(own, defaults));
    }

    /// <summary>The slot that a member names; by default the library's.</summary>
    public Slot<T> Slot<T>(Slot<T> slot, string member)
        where T : notnull => vector.Slots.Named(slot, Members.Text(member));

    /// <summary>The slot of an event that a member names; null for the unit's own event.</summary>
    public Slot<Event>? EventSlot(string member) =>
        Members.Text(member) is { } name and not "event" ? vector.Slots.Event(name) : null;

    public string Id => Members.Text("id") ?? "";

    public string Flavor => Members.Text("flavor") ?? "";

    public Context ContextOf(UnitOfWork uow) => vector.View.Of(uow).With("rule", _rule);

    /// <summary>The event types that the rule wants; null where the vector misconfigures them.</summary>
    public EventTypes? EventType()
    {
        switch (Members.Node("eventType"))
        {
            case JsonValue value when value.GetValueKind() is JsonValueKind.String:
                return value.GetValue<string>();
            case JsonArray types:
                return EventTypes.AnyOf([.. types.OfType<JsonValue>().Select(type => type.ToString())]);
            case JsonObject pattern when pattern["regex"] is JsonValue regex:
                return JavaScriptRegex.Of(regex.GetValue<string>(), pattern["flags"]?.GetValue<string>() ?? "");
            case JsonObject predicate:
                return EventTypes.Where(type =>
                    vector.Evaluator.Test(predicate, Context.Of([]).With("type", type).With("rule", _rule))
                );
            default:
                return null;
        }
    }

    public IReadOnlyList<Func<UnitOfWork, bool>> Filters(string name = "filters") =>
        [.. (Members.Node(name) as JsonArray ?? []).Select(Predicate)];

    public Func<UnitOfWork, bool> Predicate(JsonNode? predicate) =>
        uow => vector.Evaluator.Test(predicate, ContextOf(uow));

    /// <summary>A template member as a mapping; null where the rule does not have it.</summary>
    public Func<UnitOfWork, T?>? Mapping<T>(string name, Func<JsonNode?, T?> form)
        where T : class => Members.Node(name) is { } template ? uow => form(Evaluate(template, uow).Node) : null;

    /// <summary>A template member as a mapping to one or several.</summary>
    public Func<UnitOfWork, OneOrMany<T>>? Mappings<T>(string name, Func<JsonNode?, T?> form)
        where T : class => Members.Node(name) is { } template ? uow => Several(Evaluate(template, uow), form) : null;

    /// <summary>A template member that waits for a service, as <c>$encrypt</c> does.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<OneOrMany<T>>> MappingsAsync<T>(
        string name,
        Func<JsonNode?, T?> form
    )
        where T : class
    {
        var template = Members.Node(name);
        return async (uow, token) =>
            Several(await vector.Evaluator.EvaluateAsync(template, Encrypting(uow, token)), form);
    }

    private Context Encrypting(UnitOfWork uow, CancellationToken cancellationToken)
    {
        return ContextOf(uow).Encrypting(EncryptAsync);

        async Task<JsonNode?> EncryptAsync(JsonNode? data) =>
            DynamoValues.ToNode(
                await uow.EncryptDataAsync(DynamoValues.ToItem(data as JsonObject ?? []), cancellationToken)
            );
    }

    public Compaction? Compaction()
    {
        switch (Members.Node("compact"))
        {
            case JsonObject compact:
                var (group, sort) = (compact["group"], compact["sort"]);
                return new()
                {
                    Key = group is null
                        ? LambdaStream.Compaction.ByPartitionKey.Key
                        : uow => Evaluate(group, uow).Node?.ToString(),
                    Order = sort is null
                        ? LambdaStream.Compaction.ByPartitionKey.Order
                        : uow => JavaScriptNumber.Double(Evaluate(sort, uow).Node!.AsValue()),
                };
            case JsonValue value when value.GetValueKind() is JsonValueKind.True:
                return LambdaStream.Compaction.ByPartitionKey;
            default:
                return null;
        }
    }

    /// <summary>Reports the members that the library knows elsewhere and this flavor or step does not.</summary>
    public void ReportMissing(string owner)
    {
        Members.TakeQuiet();
        foreach (var name in Members.Unasked.Where(LibraryMembers.Contains))
            vector.Missing.Add($"the member {name} of {owner}");
    }

    public bool UsesForm(string name, string form) => Uses(Members.Node(name), form);

    private static bool Uses(JsonNode? template, string form) =>
        template switch
        {
            JsonObject members => members.ContainsKey(form) || members.Any(member => Uses(member.Value, form)),
            JsonArray elements => elements.Any(element => Uses(element, form)),
            _ => false,
        };

    public static OneOrMany<T> Several<T>(Value value, Func<JsonNode?, T?> form)
        where T : class => value.Node is JsonArray several ? [.. several.Select(form).OfType<T>()] : form(value.Node);

    /// <summary>A template's value; the context may know more than the unit of work.</summary>
    public Value Evaluate(JsonNode? template, UnitOfWork uow, string name, JsonNode? known) =>
        vector.Evaluator.Evaluate(template, ContextOf(uow).With(name, known));

    public Value Evaluate(JsonNode? template, UnitOfWork uow) => vector.Evaluator.Evaluate(template, ContextOf(uow));
}
