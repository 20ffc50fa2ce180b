using LambdaStream.Local.Kafka;

namespace LambdaStream.Local;

public sealed partial class LocalWorld
{
    private readonly Dictionary<string, LocalKafkaTopic> _kafkaTopics = new(StringComparer.Ordinal);

    /// <summary>The Kafka topic of that name. The first call creates it.</summary>
    /// <param name="name">The name of the topic.</param>
    /// <param name="partitions">The number of its partitions, by default one.</param>
    /// <exception cref="ArgumentException">There is one with another number of partitions.</exception>
    public LocalKafkaTopic KafkaTopic(string name, int? partitions = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_lock)
        {
            if (!_kafkaTopics.TryGetValue(name, out var topic))
                _kafkaTopics.Add(name, topic = new(name, partitions ?? 1, _environment));
            return partitions is null || partitions == topic.PartitionCount
                ? topic
                : throw new ArgumentException(
                    $"Topic {name} has {topic.PartitionCount} partitions.",
                    nameof(partitions)
                );
        }
    }

    /// <summary>Drives a function from a Kafka topic. A batch may have records of several partitions.</summary>
    public EventSourceMapping Connect(
        LocalKafkaTopic topic,
        LocalFunction function,
        EventSourceMappingOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(function);
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Pollers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Pollers, topic.PartitionCount);
        if (options is not { ParallelizationFactor: 1, TumblingWindowInSeconds: null })
            throw new ArgumentException("Kafka has no ParallelizationFactor and no tumbling windows.", nameof(options));
        var feeds = Enumerable.Range(0, options.Pollers).Select(poller => new KafkaFeed(topic, options, poller));
        var state = StateOf(topic.Arn, options.FunctionName, options.BatchSize);
        var mapping = new EventSourceMapping(state, feeds, function, options, () => _environment.Now);
        Register(state, mapping);
        return mapping;
    }
}
