using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.Templates;

internal sealed partial class Evaluator
{
    private const string Spread = "$spread";

    /// <summary>The value of an object that is a form; null for every other object.</summary>
    private Task<Value>? FormAsync(JsonObject form, Context context)
    {
        foreach (var (name, argument) in form)
        {
            switch (name)
            {
                case "$":
                    return Task.FromResult(context.At(argument!.GetValue<string>()));
                case "$concat":
                    return ConcatAsync(argument, context);
                case "$if":
                    return IfAsync(argument, form, context);
                case "$map":
                    return MapAsync(argument, form["as"], context);
                case "$json":
                    return JsonAsync(argument, context);
                case "$set":
                    return SetAsync(argument, context);
                case "$updateExpression":
                    return UpdateExpressionAsync(argument, context);
                case "$timestampCondition":
                    return Task.FromResult<Value>(functions.TimestampCondition(FieldName(argument)));
                case "$pkCondition":
                    return Task.FromResult<Value>(functions.PkCondition(FieldName(argument)));
                case "$ttl":
                    return TtlAsync(argument, context);
                case "$encrypt":
                    return EncryptAsync(argument, context);
                case "$allTypes":
                    return Task.FromResult(AllTypes((JsonArray)argument!, context));
                case "$throw":
                    return ThrowAsync(argument, context);
            }
        }
        return null;
    }

    private async Task<Value> ConcatAsync(JsonNode? parts, Context context)
    {
        var values = (await EvaluateAsync(parts, context)).Node as JsonArray ?? [];
        return string.Concat(values.Select(value => Text(value)));
    }

    private async Task<Value> IfAsync(JsonNode? predicate, JsonObject form, Context context)
    {
        var branch = await TestAsync(predicate, context) ? "then" : "else";
        return form.TryGetPropertyValue(branch, out var template)
            ? await EvaluateAsync(template, context)
            : Value.Nothing;
    }

    private async Task<Value> MapAsync(JsonNode? list, JsonNode? template, Context context)
    {
        var result = new JsonArray();
        var index = 0;
        foreach (var element in (await EvaluateAsync(list, context)).Node as JsonArray ?? [])
        {
            var inner = context.With("item", element).With("index", Value.Of(JsonValue.Create(index++)));
            if (await EvaluateAsync(template, inner) is { IsNothing: false } value)
                result.Add(value.Detached());
        }
        return result;
    }

    private async Task<Value> JsonAsync(JsonNode? template, Context context)
    {
        var value = await EvaluateAsync(template, context);
        return value.IsNothing ? value : JavaScriptJson.Stringify(DynamoSet.ToArrays(value.Node));
    }

    private async Task<Value> SetAsync(JsonNode? elements, Context context) =>
        DynamoSet.Of((JsonArray)(await EvaluateAsync(elements, context)).Detached()!);

    private async Task<Value> UpdateExpressionAsync(JsonNode? changes, Context context) =>
        functions.UpdateExpression((await EvaluateAsync(changes, context)).Node as JsonObject ?? []);

    private async Task<Value> TtlAsync(JsonNode? arguments, Context context)
    {
        if ((await EvaluateAsync(arguments, context)).Node is not JsonArray { Count: 2 } values)
            throw new InvalidOperationException("$ttl needs a start and a number of days.");
        var start = (long)Math.Floor(JavaScriptNumber.Double(values[0]!.AsValue()));
        return Value.Of(JsonValue.Create(functions.Ttl(start, JavaScriptNumber.Double(values[1]!.AsValue()))));
    }

    private async Task<Value> EncryptAsync(JsonNode? data, Context context) =>
        await (context.Encrypt ?? throw new NotSupportedException("$encrypt is possible in toUpdateRequest only."))(
            (await EvaluateAsync(data, context)).Node
        );

    private async Task<Value> ThrowAsync(JsonNode? message, Context context) =>
        throw new TemplateThrewException(Text(await EvaluateAsync(message, context)));

    private static Value AllTypes(JsonArray types, Context context)
    {
        var correlated = context.At("correlated").Node as JsonArray ?? [];
        var wanted = types.Select(type => type!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        var found = new JsonArray();
        var missing = wanted.ToHashSet(StringComparer.Ordinal);
        foreach (var @event in correlated)
        {
            if (TypeOf(@event) is { } type && wanted.Contains(type))
            {
                missing.Remove(type);
                found.Add(@event!.DeepClone());
            }
        }
        return missing.Count == 0 ? found : false;
    }

    private static string? TypeOf(JsonNode? @event) =>
        @event is JsonObject members && members["type"] is JsonValue type && type.TryGetValue<string>(out var text)
            ? text
            : null;

    private static string? FieldName(JsonNode? argument) =>
        argument!.GetValueKind() is JsonValueKind.String ? argument.GetValue<string>() : null;
}
