using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LambdaStream.Encryption;
using LambdaStream.Logging;
using LambdaStream.Metrics;
using Microsoft.Extensions.Logging;

namespace LambdaStream;

public sealed partial record StreamOptions
{
    /// <summary>Reads the settings from environment variables; a variable that is missing or empty leaves the default.</summary>
    /// <param name="environment">The variables; by default those of the process.</param>
    /// <remarks>As with the Node library a number of 0 means the default.</remarks>
    /// <exception cref="FormatException">A variable has a value that it cannot have; the message names it.</exception>
    public static StreamOptions FromEnvironment(IReadOnlyDictionary<string, string>? environment = null)
    {
        var read = new Variables(environment ?? Process());
        var defaults = new StreamOptions();
        return defaults with
        {
            Account = read.Text("ACCOUNT_NAME"),
            Region = read.Text("AWS_REGION"),
            Stage = read.Text("STAGE", "SERVERLESS_STAGE"),
            Source = read.Text("SERVICE", "PROJECT", "SERVERLESS_PROJECT"),
            FunctionName = read.Text("AWS_LAMBDA_FUNCTION_NAME"),
            TagAsTest = read.Text("NODE_ENV") is "test",
            EntityTableName = read.Text("ENTITY_TABLE_NAME"),
            EventTableName = read.Text("EVENT_TABLE_NAME"),
            TableName = read.Text("TABLE_NAME"),
            BusName = read.Text("BUS_NAME"),
            BusSource = read.Text("BUS_SRC") ?? defaults.BusSource,
            StreamName = read.Text("STREAM_NAME"),
            DeliveryStreamName = read.Text("DELIVERY_STREAM_NAME"),
            QueueUrl = read.Text("QUEUE_URL"),
            TopicArn = read.Text("TOPIC_ARN"),
            BucketName = read.Text("BUCKET_NAME"),
            ClaimCheckBucketName = read.Text("CLAIMCHECK_BUCKET_NAME"),
            S3Parallel = read.Number("S3_PARALLEL", "PARALLEL") ?? defaults.S3Parallel,
            FetchParallel = read.Number("FETCH_PARALLEL", "PARALLEL") ?? defaults.FetchParallel,
            FetchTimeout = read.Milliseconds("FETCH_TIMEOUT") ?? read.Milliseconds("TIMEOUT") ?? defaults.FetchTimeout,
            FirehoseParallel = read.Number("FIREHOSE_PARALLEL", "PARALLEL") ?? defaults.FirehoseParallel,
            SqsParallel = read.Number("SQS_PARALLEL", "PARALLEL") ?? defaults.SqsParallel,
            SnsParallel = read.Number("SNS_PARALLEL", "PARALLEL") ?? defaults.SnsParallel,
            KinesisBatchSize = read.Number("PUBLISH_BATCH_SIZE", "BATCH_SIZE") ?? defaults.KinesisBatchSize,
            FirehoseBatchSize = read.Number("FIREHOSE_BATCH_SIZE", "BATCH_SIZE") ?? defaults.FirehoseBatchSize,
            SqsBatchSize = read.Number("SQS_BATCH_SIZE", "BATCH_SIZE") ?? defaults.SqsBatchSize,
            MaxSqsPayloadSize = read.Number("SQS_MAX_PAYLOAD_SIZE", "MAX_PAYLOAD_SIZE") ?? defaults.MaxSqsPayloadSize,
            LambdaParallel = read.Number("LAMBDA_PARALLEL", "PARALLEL") ?? defaults.LambdaParallel,
            CloudWatchParallel = read.Number("CW_PARALLEL", "PARALLEL") ?? defaults.CloudWatchParallel,
            TimestreamParallel = read.Number("TIMESTREAM_PARALLEL", "PARALLEL") ?? defaults.TimestreamParallel,
            MetricsNamespace = read.Text("NAMESPACE"),
            Metrics = MetricSwitches.Parse(read.Text("METRICS")),
            Logs = LogsOf(read),
            BatchSize = read.Number("BATCH_SIZE") ?? defaults.BatchSize,
            BusArn = read.Text("BUS_ARN"),
            BusEndpointId = read.Text("BUS_ENDPOINT_ID"),
            SchedulerRoleArn = read.Text("SCHEDULER_ROLE_ARN"),
            MasterKeyArn = read.Text("MASTER_KEY_ARN"),
            AssumeRole = read.Text("ASSUME_ROLE"),
            EventSourceMappingId = read.Text("ESM_ID"),
            CircuitBreakerMaxBatchSize =
                read.Number("CIRCUIT_BREAKER_MAX_BATCH_SIZE", "BATCH_SIZE") ?? defaults.CircuitBreakerMaxBatchSize,
            FailoverRegion = read.Text("FAILOVER_REGION"),
            ListenerFunctionName = read.Text("LISTENER_FUNCTION_NAME"),
            StreamArn = read.Text("STREAM_ARN"),
            FailoverBackoff = read.Number("BACKOFF") is { } minutes
                ? TimeSpan.FromMinutes(minutes)
                : defaults.FailoverBackoff,
            MasterKeyAlias = read.Text("MASTER_KEY_ALIAS"),
            KmsRegions = read.List("KMS_REGIONS"),
            EncryptionFormat = read.Format(defaults.EncryptionFormat),
            DataKeyMaxAge = read.Milliseconds("DATA_KEY_MAX_AGE"),
            EncryptionParallel = read.Number("ENCRYPTION_PARALLEL", "PARALLEL") ?? defaults.EncryptionParallel,
            EnabledPipelines = read.List("ENABLED_PIPELINES"),
            DisabledPipelines = read.List("DISABLED_PIPELINES"),
            Parallel = read.Number("PARALLEL") ?? defaults.Parallel,
            UpdateParallel = read.Number("UPDATE_PARALLEL", "PARALLEL") ?? defaults.UpdateParallel,
            GetParallel = read.Number("GET_PARALLEL", "PARALLEL") ?? defaults.GetParallel,
            QueryParallel = read.Number("QUERY_PARALLEL", "PARALLEL") ?? defaults.QueryParallel,
            ScanParallel = read.Number("SCAN_PARALLEL", "PARALLEL") ?? defaults.ScanParallel,
            PublishParallel = read.Number("PUBLISH_PARALLEL", "PARALLEL") ?? defaults.PublishParallel,
            FaultsParallel = read.Number("FAULTS_PARALLEL", "PARALLEL") ?? defaults.FaultsParallel,
            PublishBatchSize = read.Number("PUBLISH_BATCH_SIZE", "BATCH_SIZE") ?? defaults.PublishBatchSize,
            FaultsBatchSize = read.Number("FAULTS_BATCH_SIZE", "BATCH_SIZE") ?? defaults.FaultsBatchSize,
            MaxPublishRequestSize =
                read.Number("PUBLISH_MAX_REQ_SIZE", "MAX_REQ_SIZE") ?? defaults.MaxPublishRequestSize,
            MaxRequestSize = read.Number("MAX_REQ_SIZE") ?? defaults.MaxRequestSize,
            CompressionThreshold = read.Number("COMPRESSION_THRESHOLD") ?? defaults.CompressionThreshold,
            BatchMaxRetries = read.Number("BATCH_MAX_RETRIES") ?? defaults.BatchMaxRetries,
            BatchRetryWait = read.Milliseconds("BATCH_RETRY_WAIT") ?? defaults.BatchRetryWait,
            TtlDays = read.Number("TTL") ?? defaults.TtlDays,
            Retryable = read.Text("STREAM_RETRY_ENABLED") is "true" ? Faults.Retryable.IsRetryable : null,
        };
    }

    private static LogSettings? LogsOf(Variables read) =>
        read.Text("AWS_LAMBDA_LOG_GROUP_NAME", "DEBUG") is null
            ? null
            : new()
            {
                Level = read.Text("AWS_LAMBDA_LOG_LEVEL") is { } level
                    ? LogSettings.Parse(level)
                    : LogLevel.Information,
                Debug = read.Text("DEBUG"),
            };

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The one place that reads the environment.")]
    private static Dictionary<string, string> Process() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    private readonly struct Variables(IReadOnlyDictionary<string, string> environment)
    {
        public string? Text(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (environment.TryGetValue(name, out var value) && value.Length > 0)
                    return value;
            }
            return null;
        }

        public int? Number(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (Text(name) is not { } text)
                    continue;
                if (
                    !int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                    || number < 0
                )
                    throw new FormatException(
                        $"The environment variable {name} is '{text}', which is no whole number from 0 to {int.MaxValue}."
                    );
                if (number != 0)
                    return number;
            }
            return null;
        }

        public TimeSpan? Milliseconds(string name) =>
            Number(name) is { } number ? TimeSpan.FromMilliseconds(number) : null;

        public EncryptionFormat Format(EncryptionFormat byDefault) =>
            Text("AES") is "false"
                ? EncryptionFormat.Base64
                : Text("ENCRYPTION_FORMAT") switch
                {
                    null => byDefault,
                    "AES-256-CBC" => EncryptionFormat.AesCbc,
                    "AES-256-CBC-TEXT-KEY" => EncryptionFormat.AesCbcTextKey,
                    "AES-256-GCM" => EncryptionFormat.AesGcm,
                    var other => throw new FormatException(
                        $"The environment variable ENCRYPTION_FORMAT is '{other}', which is none of AES-256-CBC, AES-256-CBC-TEXT-KEY and AES-256-GCM."
                    ),
                };

        public string[] List(string name) =>
            Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
    }
}
