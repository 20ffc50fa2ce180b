using LambdaStream.Aws;
using LambdaStream.Aws.CloudWatch;
using LambdaStream.Aws.DynamoDb;
using LambdaStream.Aws.EventBridge;
using LambdaStream.Aws.Firehose;
using LambdaStream.Aws.Kinesis;
using LambdaStream.Aws.Kms;
using LambdaStream.Aws.Lambda;
using LambdaStream.Aws.S3;
using LambdaStream.Aws.Scheduler;
using LambdaStream.Aws.SecretsManager;
using LambdaStream.Aws.Sns;
using LambdaStream.Aws.Sqs;
using LambdaStream.Aws.Sts;
using LambdaStream.Aws.Timestream;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>Puts the ports of a function on AWS.</summary>
public static class AwsStreamOptions
{
    /// <summary>Gives the options with ports to all services, whose clients are created on first use.</summary>
    /// <param name="options">The options, whose clock and randomness the ports use from now on.</param>
    /// <param name="aws">The settings of the transport; by default from the environment.</param>
    /// <exception cref="ArgumentException">There is no region.</exception>
    /// <exception cref="NotSupportedException">Events are to be published through a global endpoint.</exception>
    public static StreamOptions UseAws(this StreamOptions options, AwsOptions? aws = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.BusEndpointId is { } endpoint)
            throw new NotSupportedException(
                $"Events are to be published through the global endpoint {endpoint} (StreamOptions.BusEndpointId, BUS_ENDPOINT_ID). "
                    + "Global endpoints of EventBridge want Signature Version 4A, which this transport does not have."
            );
        var connection = AwsConnection.Of(options, aws);
        return options with
        {
            DynamoDb = new AwsDynamoDb(connection),
            EventBridge = new AwsEventBridge(connection),
            Kinesis = new AwsKinesis(connection),
            Firehose = new AwsFirehose(connection),
            Sqs = new AwsSqs(connection),
            Sns = new AwsSns(connection),
            S3 = new AwsS3(connection),
            // Who has one already keeps it: HTTP is not AWS's.
            Fetch = options.Fetch ?? new HttpFetch(options.FetchTimeout, options.Time, connection.Options.Proxy),
            Lambda = new AwsLambda(connection),
            Scheduler = new AwsScheduler(connection),
            SecretsManager = new AwsSecretsManager(connection),
            Sts = new AwsSts(connection),
            Kms = new AwsKms(connection),
            CloudWatch = new AwsCloudWatch(connection),
            TimestreamWrite = new AwsTimestreamWrite(connection),
        };
    }

    /// <summary>
    /// Opens a connection to each service on AWS, so that the first invocation need not: a cold start has a whole core for
    /// this. It never fails; what is wrong shows in the first call.
    /// </summary>
    public static async ValueTask ConnectAsync(
        this StreamOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        await Task.WhenAll(PortsOf(options).Select(port => port.ConnectAsync(cancellationToken).AsTask()));
    }

    /// <summary>
    /// Closes the connections to AWS, and those of an <see cref="HttpFetch"/>. The ports cannot be used behind it. On Lambda nobody needs it: the connections end with
    /// the program; a test, or a program that goes on, does.
    /// </summary>
    /// <param name="options">The options, of which every port on AWS is closed.</param>
    public static void Disconnect(this StreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (var connection in PortsOf(options).Select(port => port.Connection).Distinct())
            connection.Http.Dispose();
        (options.Fetch as HttpFetch)?.Dispose();
    }

    private static IEnumerable<IAwsPort> PortsOf(StreamOptions options) =>
        new object?[]
        {
            options.DynamoDb,
            options.EventBridge,
            options.Kinesis,
            options.Firehose,
            options.Sqs,
            options.Sns,
            options.S3,
            options.Lambda,
            options.Scheduler,
            options.SecretsManager,
            options.Sts,
            options.Kms,
            options.CloudWatch,
            options.TimestreamWrite,
        }.OfType<IAwsPort>();
}
