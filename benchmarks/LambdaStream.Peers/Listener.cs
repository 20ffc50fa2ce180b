using LambdaStream.Aws;
using LambdaStream.Connectors;

namespace LambdaStream.Peers;

/// <summary>The function as a user of LambdaStream writes it.</summary>
public static class Listener
{
    /// <summary>A listener with the scenario's rules.</summary>
    public static Processor Create(Scenario scenario, IDynamoDb table) =>
        new(From.Kinesis(), Options(table), Rules(scenario));

    /// <summary>The same with the adapters of AWS, whose endpoint the environment names.</summary>
    public static Processor CreateOverHttp(Scenario scenario) =>
        new(
            From.Kinesis(),
            (Options(new StubDynamoDb()) with { DynamoDb = null, EventBridge = null }).UseAws(),
            Rules(scenario)
        );

    /// <summary>The options of such a function.</summary>
    public static StreamOptions Options(IDynamoDb table) =>
        new()
        {
            DynamoDb = table,
            EventBridge = new NoEventBridge(),
            BusName = "event-hub",
            Source = Settings.Project,
            Region = Settings.Region,
            EntityTableName = Settings.Table,
        };

    /// <summary>What the templates map: every field of the entity, what each row has, and the inverse oplock.</summary>
    public static OneOrMany<UpdateItemRequest> ToUpdateRequest(UnitOfWork uow) =>
        UpdateRequest
            .For(pk: uow.Event["thing"]["id"], sk: "thing")
            .Set(uow.Event["thing"])
            .Set("discriminator", "thing")
            .Set("timestamp", uow.Event.Timestamp)
            .Set("lastModifiedBy", uow.Event.Tag("source"))
            .Remove("deleted")
            .Set("latched", true)
            .Set("ttl", uow.Event.Timestamp / 1_000 + Settings.TtlSeconds)
            .Set("awsregion", Settings.Region)
            .IfNewer();

    /// <summary>The rules of a scenario.</summary>
    public static IEnumerable<Rule> Rules(Scenario scenario) =>
        scenario.EventTypes is { } types
            ? types.Select((type, i) => Rule($"m{i}", type))
            : [Rule("m0", EventTypes.Where(type => type.StartsWith("thing-", StringComparison.Ordinal)))];

    private static Materialize Rule(string id, EventTypes eventType) =>
        new()
        {
            Id = id,
            EventType = eventType,
            ToUpdateRequest = ToUpdateRequest,
        };
}
