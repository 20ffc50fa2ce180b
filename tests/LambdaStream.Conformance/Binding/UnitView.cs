using System.Text.Json.Nodes;
using LambdaStream.Conformance.Services.Ports;
using LambdaStream.Conformance.Templates;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.Binding;

/// <summary>A unit of work as templates see it.</summary>
internal sealed class UnitView(UnitSlots slots)
{
    public Context Of(UnitOfWork uow)
    {
        // A template may ask for one member many times, and reading an event is not free.
        var known = new Dictionary<string, Value>(StringComparer.Ordinal);
        return new(name =>
        {
            if (!known.TryGetValue(name, out var value))
                known[name] = value = Member(uow, name);
            return value;
        });
    }

    private Value Member(UnitOfWork uow, string name) =>
        name switch
        {
            "pipeline" => uow.Pipeline.Length > 0 ? uow.Pipeline : Value.Nothing,
            "record" => uow.Record is { } record ? ApiJson.From(record.Json) : Value.Nothing,
            "event" => ReferenceEquals(uow.Event, Event.None) ? Value.Nothing : EventOf(uow.Event),
            "batch" => uow.Batch.Count > 0 ? new JsonArray([.. uow.Batch.Select(All)]) : Value.Nothing,
            _ => slots.Read(uow, name),
        };

    // Plain JSON has no sets, the images have.
    private static JsonNode? EventOf(Event @event)
    {
        var json = ApiJson.From(@event.ToJson());
        if (json?["raw"] is JsonObject raw)
        {
            if (@event.NewImage is { } newImage)
                raw["new"] = DynamoValues.ToNode(newImage);
            if (@event.OldImage is { } oldImage)
                raw["old"] = DynamoValues.ToNode(oldImage);
        }
        return json;
    }

    private JsonNode All(UnitOfWork uow)
    {
        var members = new JsonObject();
        foreach (var name in (string[])["pipeline", "record", "event", "batch"])
        {
            if (Member(uow, name) is { IsNothing: false } value)
                members[name] = value.Detached();
        }
        foreach (var (name, value) in slots.All(uow))
            members[name] = value.Detached();
        return members;
    }
}
