using LambdaStream.Sinks;

namespace LambdaStream;

/// <summary>How events and faults are published: to one of the targets here, or in a way of one's own.</summary>
public sealed class Publisher
{
    private readonly Func<IAsyncEnumerable<UnitOfWork>, PublishOptions, IAsyncEnumerable<UnitOfWork>> _connect;
    private readonly Func<StreamOptions, PublishOptions, Needs>? _needs;

    /// <summary>A publisher of one's own. What it needs is not known, so nobody looks for it when the function starts.</summary>
    /// <param name="connect">Takes units through the steps that publish them; the options say what of them, and how.</param>
    public Publisher(Func<IAsyncEnumerable<UnitOfWork>, PublishOptions, IAsyncEnumerable<UnitOfWork>> connect)
    {
        ArgumentNullException.ThrowIfNull(connect);
        _connect = connect;
    }

    private Publisher(
        Func<IAsyncEnumerable<UnitOfWork>, PublishOptions, IAsyncEnumerable<UnitOfWork>> connect,
        Func<StreamOptions, PublishOptions, Needs> needs
    )
        : this(connect) => _needs = needs;

    /// <summary>To a bus of EventBridge, as <see cref="Steps.PublishToEventBridge"/> does it.</summary>
    public static Publisher EventBridge { get; } =
        new(
            Steps.PublishToEventBridge,
            (all, own) =>
                new(nameof(StreamOptions.EventBridge), own.EventBridge ?? all.EventBridge)
                {
                    Target = ("bus", nameof(StreamOptions.BusName), "BUS_NAME", own.BusName ?? all.BusName),
                    Endpoint = own.EndpointId ?? all.BusEndpointId,
                    EndpointProblem = (own.EventBridge ?? all.EventBridge)?.GlobalEndpointProblem,
                }
        );

    /// <summary>To a stream of Kinesis, as <see cref="Steps.PublishToKinesis"/> does it.</summary>
    public static Publisher Kinesis { get; } =
        new(
            Steps.PublishToKinesis,
            (all, own) =>
                new(nameof(StreamOptions.Kinesis), own.Kinesis ?? all.Kinesis)
                {
                    Target = (
                        "stream",
                        nameof(StreamOptions.StreamName),
                        "STREAM_NAME",
                        own.StreamName ?? all.StreamName
                    ),
                }
        );

    /// <summary>To a delivery stream of Firehose, as <see cref="Steps.SendToFirehose"/> does it.</summary>
    public static Publisher Firehose { get; } =
        new(
            Steps.SendToFirehose,
            (all, own) =>
                new(nameof(StreamOptions.Firehose), own.Firehose ?? all.Firehose)
                {
                    Target = (
                        "stream",
                        nameof(StreamOptions.DeliveryStreamName),
                        "DELIVERY_STREAM_NAME",
                        own.DeliveryStreamName ?? all.DeliveryStreamName
                    ),
                }
        );

    /// <summary>Takes units of work through the steps that publish them.</summary>
    /// <param name="units">The units.</param>
    /// <param name="options">What to publish of them, and how.</param>
    public IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units, PublishOptions options)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(options);
        return _connect(units, options);
    }

    /// <summary>What is missing for publishing.</summary>
    /// <param name="subject">What is published, and the verb.</param>
    /// <param name="all">The options of the function.</param>
    /// <param name="own">What differs from them.</param>
    internal IEnumerable<string> Problems(string subject, StreamOptions all, PublishOptions own)
    {
        if (_needs?.Invoke(all, own) is not { } needs)
            yield break;
        var (service, port) = needs;
        var (what, property, variable, name) = needs.Target;
        if (port is null)
            yield return $"{subject} published to {service}, but there is no port. Set StreamOptions.{service}, or Publish.";
        if (name is null)
            yield return $"{subject} published to {service}, but there is no {what}. Set StreamOptions.{property}, or {variable}.";
        if (needs is { Endpoint: { } endpoint, EndpointProblem: { } problem })
            yield return $"{subject} published through the global endpoint {endpoint}. {problem}";
    }

    /// <summary>What a publisher needs, as far as it is there.</summary>
    private sealed record Needs(string Service, object? Port)
    {
        public required (string What, string Property, string Variable, string? Name) Target { get; init; }

        public string? Endpoint { get; init; }

        public string? EndpointProblem { get; init; }
    }
}
