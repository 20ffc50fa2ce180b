using System.Text.Json.Nodes;
using LambdaStream.Conformance.Running;

namespace LambdaStream.Conformance.Binding;

/// <summary>Lays a vector's options over those of the environment.</summary>
internal static class OptionsFactory
{
    // Where the library has no such option of a function, only of a rule.
    private static readonly HashSet<string> RuleMembers = new(StringComparer.Ordinal)
    {
        "batchSize",
        "eem",
        "eventField",
        "parallel",
        "source",
        "tableName",
        "throwConditionFailure",
    };

    /// <summary>The options that hold for each rule as if they were its own members.</summary>
    public static JsonObject RuleDefaults(JsonObject own) =>
        new(
            own.Where(member => RuleMembers.Contains(member.Key))
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
            Publish = PublishFactory.Publisher(members, missing) ?? options.Publish,
            FaultOptions = PublishFactory.Options(faults),
        };
        foreach (var name in members.Unasked.Where(name => !RuleMembers.Contains(name)))
            missing.Add($"the option {name}");
        foreach (var name in faults.Unasked)
            missing.Add($"the option faultOpt.{name}");
        return options;
    }
}
