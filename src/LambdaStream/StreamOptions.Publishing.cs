using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

public sealed partial record StreamOptions
{
    /// <summary>What is missing for publishing faults, which every function must be able to do.</summary>
    internal IEnumerable<string> Problems => PublishProblems("They are", Publish, FaultOptions);

    /// <summary>What is missing for publishing; of a publisher of one's own nothing is known.</summary>
    /// <param name="subject">What is published, and the verb.</param>
    /// <param name="publish">How.</param>
    /// <param name="own">What differs from these options.</param>
    internal IEnumerable<string> PublishProblems(string subject, Publisher publish, PublishOptions own)
    {
        var (service, port, target) =
            publish == Steps.PublishToEventBridge
                ? (
                    nameof(EventBridge),
                    (object?)(own.EventBridge ?? EventBridge),
                    (nameof(BusName), "BUS_NAME", own.BusName ?? BusName)
                )
            : publish == Steps.PublishToKinesis
                ? (
                    nameof(Kinesis),
                    own.Kinesis ?? Kinesis,
                    (nameof(StreamName), "STREAM_NAME", own.StreamName ?? StreamName)
                )
            : publish == Steps.SendToFirehose
                ? (
                    nameof(Firehose),
                    own.Firehose ?? Firehose,
                    (nameof(DeliveryStreamName), "DELIVERY_STREAM_NAME", own.DeliveryStreamName ?? DeliveryStreamName)
                )
            : default;
        if (service is null)
            yield break;
        if (port is null)
            yield return $"{subject} published to {service}, but there is no port. Set StreamOptions.{service}, or Publish.";
        var (property, variable, name) = target;
        if (name is null)
            yield return $"{subject} published to {service}, but there is no {(service is nameof(EventBridge) ? "bus" : "stream")}. Set StreamOptions.{property}, or {variable}.";
        if (
            port is IEventBridge { GlobalEndpointProblem: { } problem }
            && (own.EndpointId ?? BusEndpointId) is { } endpoint
        )
            yield return $"{subject} published through the global endpoint {endpoint}. {problem}";
    }
}
