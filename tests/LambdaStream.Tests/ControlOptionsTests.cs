using Xunit;

namespace LambdaStream.Tests;

public class ControlOptionsTests
{
    [Fact]
    public void FromEnvironment_ReadsTheTargets()
    {
        var options = Read(
            ("BUS_ARN", "bus"),
            ("BUS_ENDPOINT_ID", "endpoint"),
            ("SCHEDULER_ROLE_ARN", "role"),
            ("MASTER_KEY_ARN", "key"),
            ("ASSUME_ROLE", "assumed"),
            ("NAMESPACE", "metrics"),
            ("ESM_ID", "esm"),
            ("FAILOVER_REGION", "us-east-1"),
            ("LISTENER_FUNCTION_NAME", "f"),
            ("STREAM_ARN", "stream"),
            ("BACKOFF", "5")
        );

        Assert.Equal(
            ("bus", "endpoint", "role", "key", "assumed", "metrics"),
            (
                options.BusArn,
                options.BusEndpointId,
                options.SchedulerRoleArn,
                options.MasterKeyArn,
                options.AssumeRole,
                options.MetricsNamespace
            )
        );
        Assert.Equal(
            ("esm", "us-east-1", "f", "stream", TimeSpan.FromMinutes(5)),
            (
                options.EventSourceMappingId,
                options.FailoverRegion,
                options.ListenerFunctionName,
                options.StreamArn,
                options.FailoverBackoff
            )
        );
    }

    [Fact]
    public void FromEnvironment_Numbers_HaveSeveralNames()
    {
        Assert.Equal((8, 8, 8, 100), Numbers());
        Assert.Equal((3, 3, 3, 50), Numbers(("PARALLEL", "3"), ("BATCH_SIZE", "50")));
        Assert.Equal(
            (1, 2, 4, 25),
            Numbers(
                ("PARALLEL", "3"),
                ("LAMBDA_PARALLEL", "1"),
                ("CW_PARALLEL", "2"),
                ("TIMESTREAM_PARALLEL", "4"),
                ("BATCH_SIZE", "50"),
                ("CIRCUIT_BREAKER_MAX_BATCH_SIZE", "25")
            )
        );
        Assert.Equal(TimeSpan.FromMinutes(30), Read().FailoverBackoff);
    }

    private static (int, int, int, int) Numbers(params (string, string)[] variables)
    {
        var options = Read(variables);
        return (
            options.LambdaParallel,
            options.CloudWatchParallel,
            options.TimestreamParallel,
            options.CircuitBreakerMaxBatchSize
        );
    }

    private static StreamOptions Read(params (string Name, string Value)[] variables) =>
        StreamOptions.FromEnvironment(variables.ToDictionary(one => one.Name, one => one.Value));
}
