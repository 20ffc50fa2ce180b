using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LambdaStream.Aws.Credentials;
using LambdaStream.Aws.Transport;

namespace LambdaStream.Aws;

public sealed partial record AwsOptions
{
    /// <summary>Reads the settings from environment variables; a variable that is missing or empty leaves the default.</summary>
    /// <param name="environment">The variables; by default those of the process.</param>
    /// <param name="time">The clock of the container's credentials endpoint; by default the system's.</param>
    /// <exception cref="FormatException">A variable is no number or no URL; the message names it.</exception>
    public static AwsOptions FromEnvironment(
        IReadOnlyDictionary<string, string>? environment = null,
        TimeProvider? time = null
    )
    {
        var read = new Variables(environment ?? Process());
        var defaults = new AwsOptions();
        return defaults with
        {
            Region = read.Text("AWS_REGION", "AWS_DEFAULT_REGION"),
            Credentials = ReadCredentials(read, time ?? TimeProvider.System),
            DynamoDb = ReadService(read, "DYNAMODB", "DYNAMODB_TIMEOUT"),
            DynamoDbStreams = ReadService(read, "DYNAMODB_STREAMS", "DYNAMODB_TIMEOUT"),
            EventBridge = ReadService(read, "EVENTBRIDGE", "BUS_TIMEOUT"),
            Kinesis = ReadService(read, "KINESIS", "KINESIS_TIMEOUT"),
            Firehose = ReadService(read, "FIREHOSE", "FIREHOSE_TIMEOUT"),
            Sqs = ReadService(read, "SQS", "SQS_TIMEOUT"),
            Sns = ReadService(read, "SNS", "SNS_TIMEOUT"),
            S3 = ReadService(read, "S3", "S3_TIMEOUT", defaults.S3),
            Lambda = ReadService(read, "LAMBDA", "LAMBDA_TIMEOUT", defaults.Lambda),
            Scheduler = ReadService(read, "SCHEDULER", "SCHEDULER_TIMEOUT"),
            SecretsManager = ReadService(read, "SECRETS_MANAGER", "SECRETSMGR_TIMEOUT", defaults.SecretsManager),
            Sts = ReadService(read, "STS", "STS_TIMEOUT", defaults.Sts),
            Kms = ReadService(read, "KMS", "KMS_TIMEOUT", defaults.Kms),
            CloudWatch = ReadService(read, "CLOUDWATCH", "CW_TIMEOUT", defaults.CloudWatch),
            TimestreamWrite = ReadService(read, "TIMESTREAM_WRITE", "CW_TIMEOUT", defaults.TimestreamWrite),
            UseFipsEndpoint = read.Flag("AWS_USE_FIPS_ENDPOINT"),
            UseDualStackEndpoint = read.Flag("AWS_USE_DUALSTACK_ENDPOINT"),
            BackoffBase = read.Milliseconds("BASE_BACKOFF_MILLIS") ?? defaults.BackoffBase,
            MaxConnections = read.Number("MAX_SOCKETS") ?? defaults.MaxConnections,
            Proxy = EnvironmentProxy.From(
                read.Url("HTTPS_PROXY", "https_proxy"),
                read.Url("HTTP_PROXY", "http_proxy"),
                read.Text("NO_PROXY", "no_proxy")
            ),
        };
    }

    private static AwsServiceOptions ReadService(
        Variables read,
        string service,
        string timeout,
        AwsServiceOptions? defaults = null
    )
    {
        defaults ??= new();
        return defaults with
        {
            Endpoint = read.Text("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") is "true"
                ? null
                : read.Url($"AWS_ENDPOINT_URL_{service}", "AWS_ENDPOINT_URL"),
            Timeout = read.Milliseconds(timeout, "TIMEOUT") ?? defaults.Timeout,
        };
    }

    private static IAwsCredentialsProvider? ReadCredentials(Variables read, TimeProvider time)
    {
        if (read.Text("AWS_ACCESS_KEY_ID") is { } id && read.Text("AWS_SECRET_ACCESS_KEY") is { } secret)
            return new StaticCredentials(id, secret, read.Text("AWS_SESSION_TOKEN"));
        var path = read.Text("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
        var uri = path is null
            ? read.Url("AWS_CONTAINER_CREDENTIALS_FULL_URI")
            : new Uri(new Uri("http://169.254.170.2"), path);
        return uri is null
            ? null
            : new ContainerCredentials(
                uri,
                read.Text("AWS_CONTAINER_AUTHORIZATION_TOKEN"),
                read.Text("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"),
                time
            );
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The one place that reads the environment.")]
    private static Dictionary<string, string> Process() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    private readonly struct Variables(IReadOnlyDictionary<string, string> environment)
    {
        public string? Text(params ReadOnlySpan<string> names) => Find(names)?.Value;

        public bool Flag(string name) =>
            Text(name) is { } text
            && (
                bool.TryParse(text, out var isSet)
                    ? isSet
                    : throw new FormatException(
                        $"The environment variable {name} is '{text}', which is neither true nor false."
                    )
            );

        public Uri? Url(params ReadOnlySpan<string> names)
        {
            if (Find(names) is not { } found)
                return null;
            // The value is not shown: a proxy's address may hold a password.
            return Uri.TryCreate(found.Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri
                : throw new FormatException($"The environment variable {found.Name} is no HTTP URL.");
        }

        public int? Number(params ReadOnlySpan<string> names)
        {
            if (Find(names) is not { } found)
                return null;
            if (
                !int.TryParse(found.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                || number < 0
            )
                throw new FormatException(
                    $"The environment variable {found.Name} is '{found.Value}', which is no whole number from 0 to {int.MaxValue}."
                );
            return number == 0 ? null : number;
        }

        public TimeSpan? Milliseconds(params ReadOnlySpan<string> names) =>
            Number(names) is { } number ? TimeSpan.FromMilliseconds(number) : null;

        private (string Name, string Value)? Find(ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (environment.TryGetValue(name, out var value) && value.Length > 0)
                    return (name, value);
            }
            return null;
        }
    }
}
