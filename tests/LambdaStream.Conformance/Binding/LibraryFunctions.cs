using System.Text.Json.Nodes;
using LambdaStream.Conformance.Services.Ports;
using LambdaStream.Conformance.Templates;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Binding;

/// <summary>The library's own helpers behind the forms of templates.</summary>
internal sealed class LibraryFunctions : ILibraryFunctions
{
    private static readonly DynamoDbForms Plain = new(DynamoValues.ToNode);

    public JsonObject UpdateExpression(JsonObject changes)
    {
        var request = UpdateRequest.For(Item.Empty).Apply(DynamoValues.ToItem(changes)).Build();
        var members = Plain.Of(request);
        members.Remove("Key");
        return members;
    }

    public JsonObject TimestampCondition(string? field)
    {
        var update = UpdateRequest.For(Item.Empty).Set(field ?? "timestamp", 0);
        return Condition(field is null ? update.IfNewer() : update.IfNewer(field));
    }

    public JsonObject PkCondition(string? field)
    {
        var update = UpdateRequest.For(Item.Empty);
        return Condition(field is null ? update.IfMissing() : update.IfMissing(field));
    }

    public long Ttl(long startMilliseconds, double days) => TimeToLive.After(startMilliseconds, days);

    private static JsonObject Condition(UpdateItemRequest request) =>
        new() { ["ConditionExpression"] = request.ConditionExpression };
}
