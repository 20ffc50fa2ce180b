using LambdaStream.Conformance.Running;
using LambdaStream.Sinks;

namespace LambdaStream.Conformance.Binding;

/// <summary>Makes the library's publishing of <c>publish</c> and its companions.</summary>
internal static class PublishFactory
{
    private static readonly Dictionary<string, Publisher> Publishers = new(StringComparer.Ordinal)
    {
        ["eventbridge"] = Publisher.EventBridge,
        ["kinesis"] = Publisher.Kinesis,
        ["firehose"] = Publisher.Firehose,
    };

    public static (Publisher? Publisher, PublishOptions Options) Make(Members members, MissingParts missing) =>
        (Named(members, missing), Options(members));

    public static Publisher? Named(Members members, MissingParts missing)
    {
        if (members.Text("publish") is not { } name)
            return null;
        if (Publishers.TryGetValue(name, out var publisher))
            return publisher;
        missing.Add($"publishing to {name}");
        return null;
    }

    public static PublishOptions Options(Members members) =>
        new()
        {
            BusName = members.Text("busName"),
            StreamName = members.Text("streamName"),
            DeliveryStreamName = members.Text("deliveryStreamName"),
            BusSource = members.Text("source"),
            ClaimCheckBucketName = members.Text("claimCheckBucketName"),
            BatchSize = members.Number("batchSize"),
            MaxRequestSize = members.Number("maxPublishRequestSize"),
            Parallel = members.Number("parallel"),
            EndpointId = members.Text("endpointId"),
            Rate = members.Rate(),
            Retry = members.Retry(),
            FailsRecords = members.Has("handleErrors") && !members.Flag("handleErrors"),
            CompressionThreshold = members.Number("compressionThreshold"),
            CompressionIgnore = members.Texts("compressionIgnore"),
        };
}
