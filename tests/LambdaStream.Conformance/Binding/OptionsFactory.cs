using System.Text.Json.Nodes;
using LambdaStream.Conformance.Running;

namespace LambdaStream.Conformance.Binding;

/// <summary>Lays a vector's options over those of the environment.</summary>
internal static class OptionsFactory
{
    // These are the function's own.
    private static readonly HashSet<string> OfFunction = new(StringComparer.Ordinal)
    {
        "DISABLED_PIPELINES",
        "ENABLED_PIPELINES",
        "faultOpt",
    };

    /// <summary>The options that hold for each rule as if they were its own members.</summary>
    public static JsonObject RuleDefaults(JsonObject own) =>
        new(
            own.Where(member => !OfFunction.Contains(member.Key))
                .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
        );

    public static StreamOptions Lay(StreamOptions options, JsonObject own, MissingParts missing)
    {
        var members = new Members(own);
        var faults = new Members(members.Node("faultOpt") as JsonObject ?? []);
        options = options with
        {
            BusName = members.Text("busName") ?? options.BusName,
            BucketName = members.Text("bucketName") ?? options.BucketName,
            ClaimCheckBucketName = members.Text("claimCheckBucketName") ?? options.ClaimCheckBucketName,
            EnabledPipelines = members.Ids("ENABLED_PIPELINES") ?? options.EnabledPipelines,
            DisabledPipelines = members.Ids("DISABLED_PIPELINES") ?? options.DisabledPipelines,
            MaxRequestSize = members.Number("maxRequestSize") ?? options.MaxRequestSize,
            MaxPublishRequestSize = members.Number("maxPublishRequestSize") ?? options.MaxPublishRequestSize,
            CircuitBreakerMaxBatchSize =
                members.Number("circuitBreakerMaxBatchSize") ?? options.CircuitBreakerMaxBatchSize,
            CompressionThreshold = members.Number("compressionThreshold") ?? options.CompressionThreshold,
            CompressionIgnore = members.Texts("compressionIgnore") ?? options.CompressionIgnore,
            MasterKeyAlias = members.Text("masterKeyAlias") ?? options.MasterKeyAlias,
            KmsRegions = members.Texts("regions") ?? options.KmsRegions,
            EncryptionFormat = EncryptionForms.Format(members) ?? options.EncryptionFormat,
            EncryptionMetadataName = members.Text("eemField") ?? options.EncryptionMetadataName,
            Publish = PublishFactory.Named(members, missing) ?? options.Publish,
            BusSource = members.Text("source") ?? options.BusSource,
            BusEndpointId = members.Text("endpointId") ?? options.BusEndpointId,
            StreamName = members.Text("streamName") ?? options.StreamName,
            DeliveryStreamName = members.Text("deliveryStreamName") ?? options.DeliveryStreamName,
            QueueUrl = members.Text("queueUrl") ?? options.QueueUrl,
            TopicArn = members.Text("topicArn") ?? options.TopicArn,
            BatchMaxRetries = members.Retry()?.MaxRetries ?? options.BatchMaxRetries,
            BatchRetryWait = members.Retry()?.Wait ?? options.BatchRetryWait,
            // These two come from the environment alone.
            FaultOptions = PublishFactory.Options(faults) with
            {
                BatchSize = null,
                Parallel = null,
            },
        };
        members.TakeQuiet();
        faults.TakeQuiet();
        foreach (var name in members.Unasked.Where(name => !LibraryMembers.Contains(name)))
            missing.Add($"the option {name}");
        foreach (var name in faults.Unasked)
            missing.Add($"the option faultOpt.{name}");
        return options;
    }
}
