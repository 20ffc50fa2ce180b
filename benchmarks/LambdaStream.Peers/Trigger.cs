using System.Globalization;
using LambdaStream.Connectors;

namespace LambdaStream.Peers;

/// <summary>A trigger function as a user of LambdaStream writes it: what changes in the table becomes a domain event.</summary>
public static class Trigger
{
    /// <summary>A trigger with the scenario's rules: one for all kinds of entities, or one for each.</summary>
    public static Processor Create(Scenario scenario, IEventBridge bus) =>
        new(
            From.DynamoDb(),
            Listener.Options(new StubDynamoDb()) with
            {
                EventBridge = bus,
            },
            Enumerable
                .Range(0, scenario.Number)
                .Select(i => new Cdc
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"t{i}"),
                    EventType = EventType(scenario, i),
                    ToEvent = uow => Event.Of(("thing", uow.Event.NewImage!.ToJson())).Without("raw"),
                })
        );

    private static EventTypes EventType(Scenario scenario, int rule) =>
        scenario.Number == 1
            ? EventTypes.Where(type => type.StartsWith("thing", StringComparison.Ordinal))
            : [$"{TablePayload.Kinds[rule]}-created", $"{TablePayload.Kinds[rule]}-updated"];
}
