using LambdaStream;
using LambdaStream.Local;

namespace FaultMonitor;

/// <summary>A service on an event hub, and the fault monitor of the hub. In AWS a template says this.</summary>
internal sealed class World
{
    private const string BusName = "event-bus";
    private const string ListenerName = "price-service-local-listener";

    public World()
    {
        Aws = new(Clock);
        Bus = Aws.Bus(BusName);
        Faults = Aws.Bucket("faults");
        Prices = Aws.Table("prices", "pk", "sk");
        Hub = Aws.Stream("hub");
        ToHub = Bus.Rule("hub", """{ "detail-type": [{ "anything-but": "fault" }] }""").To(Hub);
        Collector = new("collector", FaultMonitor.Collector.Create(Options("fault-monitor-local-collector")));
        ToFaults = Bus.Rule("faults", """{ "detail-type": ["fault"] }""")
            .To(Aws.DeliveryStream("faults").Transform(Collector.InvokeAsync).To(Faults, prefix: $"{Aws.Region}/"));
        Resubmit = new("resubmit", FaultMonitor.Resubmit.Create(Options("fault-monitor-local-resubmit")));
        Listener = new("listener", FaultMonitor.Listener.First(Options(ListenerName)));
        Aws.Function(ListenerName, (payload, token) => Listener.InvokeAsync(payload, token));
        FromHub = Aws.Connect(
            Hub,
            (payload, token) => Listener.InvokeAsync(payload, token),
            new()
            {
                FunctionName = ListenerName,
                ReportBatchItemFailures = true,
                MaximumRetryAttempts = 3,
            }
        );
    }

    public StoryClock Clock { get; } = new();

    public LocalWorld Aws { get; }

    public LocalEventBus Bus { get; }

    public LocalStream Hub { get; }

    public LocalBucket Faults { get; }

    public LocalTable Prices { get; }

    public LocalRule ToHub { get; }

    public LocalRule ToFaults { get; }

    public EventSourceMapping FromHub { get; }

    public Function Collector { get; }

    public Function Resubmit { get; }

    /// <summary>The function as it is deployed now.</summary>
    public Function Listener { get; private set; }

    public void DeployCorrection() =>
        Listener = new("listener, corrected", FaultMonitor.Listener.Corrected(Options(ListenerName)));

    /// <summary>Calls the resubmission; what comes of it has come to rest then.</summary>
    public async Task ResubmitAsync(Event request)
    {
        await Resubmit.InvokeAsync(request.ToJson().ToUtf8(), CancellationToken.None);
        await Aws.DrainAsync();
    }

    private StreamOptions Options(string function) =>
        StreamOptions
            .FromEnvironment(
                new Dictionary<string, string>
                {
                    ["ACCOUNT_NAME"] = "embedded",
                    ["STAGE"] = "local",
                    ["PROJECT"] = function.Split("-local")[0],
                    ["AWS_LAMBDA_FUNCTION_NAME"] = function,
                    ["BUS_NAME"] = BusName,
                    ["BUCKET_NAME"] = Faults.Name,
                    ["ENTITY_TABLE_NAME"] = Prices.Name,
                }
            )
            .UseLocal(Aws) with
        {
            ReportBatchItemFailures = function == ListenerName,
        };
}
