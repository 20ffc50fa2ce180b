using LambdaStream;
using LambdaStream.Local;
using LambdaStream.Topology;

namespace ThingService;

internal static class Tables
{
    public const string Things = "things";
    public const string View = "view";
    public const string Journal = "journal";
}

/// <summary>Two services, their tables, and the event hub between them. In AWS a template says this.</summary>
internal sealed class World
{
    public const string HubName = "stream hub";

    private const string BusName = "event-bus";

    private World(ITables? tables)
    {
        Aws = new LocalWorld(Clock);
        Database = tables ?? new EmbeddedTables(Aws);
        Hub = Aws.Stream("hub");
        Bus = Aws.Bus(BusName);
        ToHub = Bus.Rule("hub", """{ "detail-type": [{ "anything-but": "fault" }] }""")
            .To(Hub, new() { InputPath = "$.detail", PartitionKeyPath = "$.detail.partitionKey" });
        ToFaultMonitor = Bus.Rule("faults", """{ "detail-type": ["fault"] }""")
            .To(FaultMonitor.AcceptAsync, new() { InputPath = "$.detail" });

        Trigger = CreateTrigger();
        Listener = CreateListener(From.Kinesis());
    }

    /// <summary>A world with its tables in memory, or with those.</summary>
    public static async Task<World> CreateAsync(ITables? tables = null)
    {
        var world = new World(tables);
        world.FromThings = await world.Database.ConnectAsync(world.Aws, world.Trigger.InvokeAsync, Mapping("trigger"));
        world.FromHub = world.Aws.Connect(world.Hub, world.Listener.InvokeAsync, Mapping("listener"));
        return world;
    }

    public StoryClock Clock { get; } = new();

    public LocalWorld Aws { get; }

    public ITables Database { get; }

    public LocalStream Hub { get; }

    public LocalEventBus Bus { get; }

    public LocalRule ToHub { get; }

    public LocalRule ToFaultMonitor { get; }

    public FaultMonitor FaultMonitor { get; } = new();

    public Function Trigger { get; }

    public Function Listener { get; }

    public EventSourceMapping FromThings { get; private set; } = null!;

    public EventSourceMapping FromHub { get; private set; } = null!;

    /// <summary>The functions as they describe themselves, and the rules of the bus between them.</summary>
    public TopologyMap Describe() =>
        new()
        {
            Functions =
            [
                Trigger.Topology with
                {
                    Reads = $"dynamodb:{Tables.Things}",
                },
                Listener.Topology with
                {
                    Reads = "kinesis:hub",
                },
            ],
            Links =
            [
                new("commands", $"dynamodb:{Tables.Things}"),
                new($"eventbridge:{BusName}", "kinesis:hub", "everything but faults"),
                new($"eventbridge:{BusName}", "fault monitor", "faults"),
                new("other services", "kinesis:hub"),
            ],
        };

    public Function CreateTrigger() =>
        new("trigger", ThingService.Trigger.Create(Options("thing-service", "trigger", Tables.Things)));

    /// <summary>A listener behind that event source.</summary>
    public Function CreateListener(Source source) =>
        new("listener", ThingService.Listener.Create(source, Options("view-service", "listener", Tables.View)));

    // Without ReportBatchItemFailures in both, the mapping and the options, one failed record fails its whole batch.
    private static EventSourceMappingOptions Mapping(string function) =>
        new()
        {
            FunctionName = function,
            ReportBatchItemFailures = true,
            MaximumRetryAttempts = 3,
        };

    private StreamOptions Options(string service, string function, string table) =>
        StreamOptions
            .FromEnvironment(
                new Dictionary<string, string>
                {
                    ["ACCOUNT_NAME"] = "embedded",
                    ["STAGE"] = "local",
                    ["PROJECT"] = service,
                    ["AWS_LAMBDA_FUNCTION_NAME"] = $"{service}-local-{function}",
                    ["BUS_NAME"] = BusName,
                    ["ENTITY_TABLE_NAME"] = table,
                }
            )
            .UseLocal(Aws) with
        {
            DynamoDb = Database.DynamoDb,
            ReportBatchItemFailures = true,
        };
}
