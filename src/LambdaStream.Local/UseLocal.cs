using LambdaStream.Local;

namespace LambdaStream;

/// <summary>Puts a function into an embedded world.</summary>
public static class LocalStreamOptions
{
    /// <summary>The options with the ports, the clock and the region of a world.</summary>
    public static StreamOptions UseLocal(this StreamOptions options, LocalWorld world)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(world);
        return options with
        {
            DynamoDb = world.DynamoDb,
            EventBridge = world.EventBridge,
            Kinesis = world.Kinesis,
            Firehose = world.Firehose,
            Sqs = world.Sqs,
            Sns = world.Sns,
            S3 = world.S3,
            Fetch = world.Fetch,
            Lambda = world.Lambda,
            Scheduler = world.Scheduler,
            SecretsManager = world.SecretsManager,
            Sts = world.Sts,
            Kms = world.Kms,
            CloudWatch = world.CloudWatch,
            TimestreamWrite = world.TimestreamWrite,
            Time = world.Time,
            Region = world.Region,
        };
    }

    /// <summary>The options with the ports, the clock and the region of a simulation's world, and its seed's random numbers.</summary>
    public static StreamOptions UseLocal(this StreamOptions options, Simulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        return options.UseLocal(simulation.World) with { Random = simulation.NextDouble };
    }
}
