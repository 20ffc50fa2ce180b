using LambdaStream.Connectors;
using LambdaStream.Local.DeliveryStreams;
using LambdaStream.Local.Queues;
using LambdaStream.Local.Streams;
using LambdaStream.Local.Topics;

namespace LambdaStream.Local;

public sealed partial class LocalWorld
{
    private readonly Dictionary<string, LocalQueue> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LocalTopic> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LocalDeliveryStream> _deliveryStreams = new(StringComparer.Ordinal);

    /// <summary>Kinesis over the streams of this world.</summary>
    public IKinesis Kinesis => field ??= new LocalKinesis(name => Find(_streams, name));

    /// <summary>Firehose over the delivery streams of this world.</summary>
    public IFirehose Firehose => field ??= new LocalFirehose(name => Find(_deliveryStreams, name));

    /// <summary>SQS over the queues of this world.</summary>
    public ISqs Sqs => field ??= new LocalSqs(name => Find(_queues, name));

    /// <summary>SNS over the topics of this world.</summary>
    public ISns Sns => field ??= new LocalSns(name => Find(_topics, name));

    /// <summary>The queue of that name, a FIFO queue where it ends with <c>.fifo</c>. The first call creates it.</summary>
    /// <param name="name">The name of the queue.</param>
    /// <param name="options">How it works; only the first call may say so.</param>
    /// <exception cref="ArgumentException">There is one already, and options are given.</exception>
    public LocalQueue Queue(string name, QueueOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_lock)
        {
            if (!_queues.TryGetValue(name, out var queue))
                _queues.Add(name, queue = new(name, options ?? new(), _environment));
            else if (options is not null)
                throw new ArgumentException($"There is a queue {name} already.", nameof(options));
            return queue;
        }
    }

    /// <summary>The topic of that name, a FIFO topic where it ends with <c>.fifo</c>. The first call creates it.</summary>
    public LocalTopic Topic(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_lock)
        {
            if (!_topics.TryGetValue(name, out var topic))
                _topics.Add(name, topic = new(name, _environment, Register));
            return topic;
        }
    }

    /// <summary>The delivery stream of that name. The first call creates it.</summary>
    public LocalDeliveryStream DeliveryStream(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_lock)
        {
            if (_deliveryStreams.TryGetValue(name, out var stream))
                return stream;
            stream = new(name, _environment);
            _deliveryStreams.Add(name, stream);
            _deliveries.Add(stream);
            return stream;
        }
    }

    /// <summary>Drives a function from a queue.</summary>
    public QueueMapping Connect(LocalQueue queue, LocalFunction function, QueueMappingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(function);
        options ??= new();
        var state = StateOf(queue.Arn, options.FunctionName, options.BatchSize);
        var mapping = new QueueMapping(queue, function, options, state, Region);
        Register(state, mapping);
        return mapping;
    }
}
