using LambdaStream;
using LambdaStream.Local;

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

    public World()
    {
        Aws = new LocalWorld(Clock);
        Things = Aws.Table(Tables.Things, "pk", "sk");
        View = Aws.Table(Tables.View, "pk", "sk");
        Journal = Aws.Table(Tables.Journal, "pk", "sk");
        Hub = Aws.Stream("hub");
        Bus = Aws.Bus(BusName);
        ToHub = Bus.Rule("hub", """{ "detail-type": [{ "anything-but": "fault" }] }""")
            .To(Hub, new() { InputPath = "$.detail", PartitionKeyPath = "$.detail.partitionKey" });
        ToFaultMonitor = Bus.Rule("faults", """{ "detail-type": ["fault"] }""")
            .To(FaultMonitor.AcceptAsync, new() { InputPath = "$.detail" });

        Trigger = CreateTrigger();
        Listener = CreateListener(From.Kinesis());
        FromThings = Aws.Connect(Things, Trigger.InvokeAsync, Mapping("trigger"));
        FromHub = Aws.Connect(Hub, Listener.InvokeAsync, Mapping("listener"));
    }

    public StoryClock Clock { get; } = new();

    public LocalWorld Aws { get; }

    public LocalTable Things { get; }

    public LocalTable View { get; }

    public LocalTable Journal { get; }

    public LocalStream Hub { get; }

    public LocalEventBus Bus { get; }

    public LocalRule ToHub { get; }

    public LocalRule ToFaultMonitor { get; }

    public FaultMonitor FaultMonitor { get; } = new();

    public Function Trigger { get; }

    public Function Listener { get; }

    public EventSourceMapping FromThings { get; }

    public EventSourceMapping FromHub { get; }

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
            ReportBatchItemFailures = true,
        };
}
