using LambdaStream;
using LambdaStream.Local;

namespace ControlService;

/// <summary>The control service on an event hub. In AWS a template says this.</summary>
internal sealed class World
{
    private const string BusName = "event-bus";
    private const string TableName = "events";

    public World()
    {
        Aws = new(Clock);
        Table = Aws.Table(TableName, "pk", "sk").GlobalIndex("DataIndex", "data");
        Hub = Aws.Stream("hub");
        Bus = Aws.Bus(BusName);
        ToHub = Bus.Rule("hub", """{ "detail-type": [{ "anything-but": "fault" }] }""").To(Hub);
        Listener = new("listener", ControlService.Listener.Create(Options("listener")));
        Trigger = new("trigger", ControlService.Trigger.Create(Options("trigger")));
        FromHub = Aws.Connect(Hub, Listener.InvokeAsync, Mapping("listener"));
        FromTable = Aws.Connect(Table, Trigger.InvokeAsync, Mapping("trigger"));
    }

    public StoryClock Clock { get; } = new();

    public LocalWorld Aws { get; }

    public LocalTable Table { get; }

    public LocalStream Hub { get; }

    public LocalEventBus Bus { get; }

    public LocalRule ToHub { get; }

    public Function Listener { get; }

    public Function Trigger { get; }

    public EventSourceMapping FromHub { get; }

    public EventSourceMapping FromTable { get; }

    private static EventSourceMappingOptions Mapping(string function) =>
        new()
        {
            FunctionName = function,
            ReportBatchItemFailures = true,
            MaximumRetryAttempts = 3,
        };

    private StreamOptions Options(string function) =>
        StreamOptions
            .FromEnvironment(
                new Dictionary<string, string>
                {
                    ["ACCOUNT_NAME"] = "embedded",
                    ["STAGE"] = "local",
                    ["PROJECT"] = "control-service",
                    ["AWS_LAMBDA_FUNCTION_NAME"] = $"control-service-local-{function}",
                    ["BUS_NAME"] = BusName,
                    ["EVENT_TABLE_NAME"] = TableName,
                }
            )
            .UseLocal(Aws) with
        {
            ReportBatchItemFailures = true,
        };
}
