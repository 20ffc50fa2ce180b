using System.Text.Json.Nodes;
using LambdaStream.Conformance.Running;

namespace LambdaStream.Conformance.Binding;

/// <summary>Lays a vector's options over those of the environment.</summary>
internal static class OptionsFactory
{
    public static StreamOptions Lay(StreamOptions options, JsonObject own, MissingParts missing)
    {
        var members = new Members(own);
        var faults = new Members(members.Node("faultOpt") as JsonObject ?? []);
        options = options with
        {
            BusName = members.Text("busName") ?? options.BusName,
            EnabledPipelines = members.Ids("ENABLED_PIPELINES") ?? options.EnabledPipelines,
            DisabledPipelines = members.Ids("DISABLED_PIPELINES") ?? options.DisabledPipelines,
            MaxRequestSize = members.Number("maxRequestSize") ?? options.MaxRequestSize,
            MaxPublishRequestSize = members.Number("maxPublishRequestSize") ?? options.MaxPublishRequestSize,
            CompressionThreshold = members.Number("compressionThreshold") ?? options.CompressionThreshold,
            CompressionIgnore = members.Texts("compressionIgnore") ?? options.CompressionIgnore,
            Publish = PublishFactory.Publisher(members, missing) ?? options.Publish,
            FaultOptions = PublishFactory.Options(faults),
        };
        foreach (var name in members.Unasked)
            missing.Add($"the option {name}");
        foreach (var name in faults.Unasked)
            missing.Add($"the option faultOpt.{name}");
        return options;
    }
}
