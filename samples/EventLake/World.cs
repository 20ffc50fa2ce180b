using LambdaStream;
using LambdaStream.Local;

namespace EventLake;

/// <summary>A bus, its lake, and what reads from the lake. In AWS a template says this.</summary>
internal sealed class World
{
    public const string ListenerName = "orders-service-local-listener";

    private const string BusName = "event-bus";

    public World()
    {
        Aws = new(Clock);
        Bus = Aws.Bus(BusName);
        Lake = Aws.Bucket("event-lake");
        // No function stands between: what came on the bus is kept as it came.
        ToLake = Bus.Rule("lake", """{ "detail-type": [{ "anything-but": "fault" }] }""")
            .To(Aws.DeliveryStream("lake").To(Lake, prefix: $"{Aws.Region}/"));
        View = Aws.Table("orders", "pk", "sk");
        Listener = new("listener", EventLake.Listener.Create(Options(ListenerName)));
        Replay = new("replay", EventLake.Replay.Create(Options("event-lake-local-replay")));
        Aws.Function(ListenerName, Listener.InvokeAsync);
    }

    public StoryClock Clock { get; } = new();

    public LocalWorld Aws { get; }

    public LocalEventBus Bus { get; }

    public LocalBucket Lake { get; }

    public LocalRule ToLake { get; }

    public LocalTable View { get; }

    public Function Listener { get; }

    public Function Replay { get; }

    /// <summary>The options of other services too, for which this world has no function.</summary>
    public StreamOptions Options(string function) =>
        StreamOptions
            .FromEnvironment(
                new Dictionary<string, string>
                {
                    ["ACCOUNT_NAME"] = "embedded",
                    ["STAGE"] = "local",
                    ["PROJECT"] = function.Split("-local")[0],
                    ["AWS_LAMBDA_FUNCTION_NAME"] = function,
                    ["BUS_NAME"] = BusName,
                    ["BUCKET_NAME"] = Lake.Name,
                    ["ENTITY_TABLE_NAME"] = "orders",
                }
            )
            .UseLocal(Aws) with
        {
            ReportBatchItemFailures = function == ListenerName,
        };
}
