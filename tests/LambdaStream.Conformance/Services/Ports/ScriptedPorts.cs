namespace LambdaStream.Conformance.Services.Ports;

/// <summary>The ports of the library on the scripted services, by the names that vectors give the services.</summary>
internal static class ScriptedPorts
{
    private static readonly Dictionary<string, Func<StreamOptions, ScriptedServices, StreamOptions>> Ports = new(
        StringComparer.Ordinal
    )
    {
        ["dynamodb"] = (options, services) => options with { DynamoDb = new DynamoDbPort(services) },
        ["eventbridge"] = (options, services) => options with { EventBridge = new EventBridgePort(services) },
        ["kinesis"] = (options, services) => options with { Kinesis = new KinesisPort(services) },
        ["firehose"] = (options, services) => options with { Firehose = new FirehosePort(services) },
        ["sqs"] = (options, services) => options with { Sqs = new SqsPort(services) },
        ["sns"] = (options, services) => options with { Sns = new SnsPort(services) },
        ["s3"] = (options, services) => options with { S3 = new S3Port(services) },
        ["kms"] = (options, services) => options with { Kms = new KmsPort(services) },
        ["lambda"] = (options, services) => options with { Lambda = new LambdaPort(services) },
        ["scheduler"] = (options, services) => options with { Scheduler = new SchedulerPort(services) },
        ["timestream"] = (options, services) => options with { TimestreamWrite = new TimestreamPort(services) },
    };

    /// <summary>Whether the library has a port to the service.</summary>
    public static bool Has(string service) => Ports.ContainsKey(service);

    public static StreamOptions Connect(StreamOptions options, ScriptedServices services) =>
        Ports.Values.Aggregate(options, (connected, connect) => connect(connected, services));
}
