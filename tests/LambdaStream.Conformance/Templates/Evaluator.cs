using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.Templates;

/// <summary>The template language: a template and a context give a value, a predicate and a context give a truth.</summary>
internal sealed partial class Evaluator(ILibraryFunctions functions)
{
    /// <summary>Evaluates where no form needs a service: only <c>$encrypt</c> does.</summary>
    public Value Evaluate(JsonNode? template, Context context) => Completed(EvaluateAsync(template, context));

    /// <inheritdoc cref="Evaluate"/>
    public bool Test(JsonNode? predicate, Context context) => Completed(TestAsync(predicate, context));

    public Task<Value> EvaluateAsync(JsonNode? template, Context context) =>
        template switch
        {
            JsonArray elements => ListAsync(elements, context),
            JsonObject members => FormAsync(members, context) ?? ObjectAsync(members, context),
            _ => Task.FromResult(Value.Of(template)),
        };

    // Nothing is left out of lists.
    private async Task<Value> ListAsync(JsonArray elements, Context context)
    {
        var list = new JsonArray();
        foreach (var element in elements)
        {
            if (await EvaluateAsync(element, context) is { IsNothing: false } value)
                list.Add(value.Detached());
        }
        return list;
    }

    private async Task<Value> ObjectAsync(JsonObject members, Context context)
    {
        var result = new JsonObject();
        if (members.TryGetPropertyValue(Spread, out var spread))
        {
            foreach (var source in spread is JsonArray several ? [.. several] : new[] { spread })
                Merge(result, await EvaluateAsync(source, context));
        }
        foreach (var (name, template) in members)
        {
            if (name == Spread)
                continue;
            if (await EvaluateAsync(template, context) is { IsNothing: false } value)
                result[name] = value.Detached();
            else
                result.Remove(name);
        }
        return result;
    }

    private static void Merge(JsonObject target, Value source)
    {
        if (source.Node is not JsonObject members)
            return;
        foreach (var (name, member) in members)
            target[name] = member?.DeepClone();
    }

    private static string Text(Value value) =>
        value.Node switch
        {
            null => "",
            JsonValue text when text.GetValueKind() is JsonValueKind.String => text.GetValue<string>(),
            var other => JavaScriptJson.Stringify(DynamoSet.ToArrays(other)),
        };

    private static T Completed<T>(Task<T> task) =>
        task.IsCompleted
            ? task.GetAwaiter().GetResult()
            : throw new NotSupportedException("$encrypt is possible in toUpdateRequest only.");
}
