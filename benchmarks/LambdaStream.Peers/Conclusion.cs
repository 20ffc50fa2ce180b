using LambdaStream.Connectors;

namespace LambdaStream.Peers;

/// <summary>A function that evaluates correlated events, as a user of LambdaStream writes it.</summary>
public static class Conclusion
{
    /// <summary>One rule, whose query finds as many events as the scenario says.</summary>
    public static Processor Create(Scenario scenario, Seen seen)
    {
        var rows = Json.Parse(TablePayload.Correlated(scenario.Number));
        return new(
            From.DynamoDb(),
            Listener.Options(new StubDynamoDb(seen, rows)) with
            {
                EventBridge = new StubEventBridge(seen),
                EventTableName = "events",
            },
            new Evaluate
            {
                Id = "e0",
                EventType = EventTypes.Where(type => type.StartsWith("thing-", StringComparison.Ordinal)),
                Expression = SubmittedAndCreated,
                Emit = "thing-completed",
            }
        );
    }

    // The last of each.
    private static Evaluation? SubmittedAndCreated(UnitOfWork uow)
    {
        Event? submitted = null;
        Event? created = null;
        foreach (var correlated in uow.Get(Slots.Correlated)!)
        {
            if (correlated.Type == "thing-submitted")
                submitted = correlated;
            else if (correlated.Type == "thing-created")
                created = correlated;
        }
        return submitted is null || created is null ? null : [submitted, created];
    }
}
