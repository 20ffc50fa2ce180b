using LambdaStream.Connectors;
using LambdaStream.Local.Buses;
using LambdaStream.Local.Topics;

namespace LambdaStream.Local;

/// <summary>An SNS topic in memory; a FIFO topic where its name ends with <c>.fifo</c>.</summary>
/// <remarks>
/// Messages come in through <see cref="LocalWorld.Sns"/>. They reach queues at once, and functions while
/// <see cref="LocalWorld.DrainAsync"/> runs.
/// </remarks>
public sealed class LocalTopic
{
    private const int MaximumRetryAttempts = 2;

    private readonly Lock _lock = new();
    private readonly LocalEnvironment _environment;
    private readonly Action<IDelivery> _register;
    private readonly List<PublishRequest> _messages = [];
    private readonly List<Action<PublishRequest, string>> _subscribers = [];
    private readonly List<RuleTarget> _functions = [];

    internal LocalTopic(string name, LocalEnvironment environment, Action<IDelivery> register)
    {
        Name = name;
        Arn = environment.Arn("sns", name);
        _environment = environment;
        _register = register;
    }

    /// <summary>The name of the topic.</summary>
    public string Name { get; }

    /// <summary>The ARN of the topic, as in TOPIC_ARN.</summary>
    public string Arn { get; }

    /// <summary>Whether it is a FIFO topic.</summary>
    public bool IsFifo => Name.EndsWith(".fifo", StringComparison.Ordinal);

    /// <summary>The messages that were published so far.</summary>
    public IReadOnlyList<PublishRequest> Messages
    {
        get
        {
            lock (_lock)
                return [.. _messages];
        }
    }

    /// <summary>The messages, as functions get them, that a function refused until its last attempt.</summary>
    public IReadOnlyList<UndeliveredEvent> Undelivered => [.. _functions.SelectMany(function => function.Undelivered)];

    /// <summary>Subscribes a queue to the messages from now on.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="rawMessageDelivery">Whether it gets the message alone, without the envelope of SNS; by default not.</param>
    public LocalTopic Subscribe(LocalQueue queue, bool rawMessageDelivery = false)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return Add(
            (message, id) =>
                queue.Send(
                    new()
                    {
                        Id = "0",
                        MessageBody = rawMessageDelivery
                            ? message.Message
                            : Notification.Of(message, id, Arn, _environment.Now).ToString(),
                        MessageAttributes = rawMessageDelivery ? message.MessageAttributes : null,
                        MessageGroupId = message.MessageGroupId,
                        MessageDeduplicationId = message.MessageDeduplicationId,
                    }
                )
        );
    }

    /// <summary>Subscribes a function, whose response is ignored and which gets a message with which it fails again twice.</summary>
    public LocalTopic Subscribe(LocalFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var target = new RuleTarget(
            $"topic {Name} to a function",
            MaximumRetryAttempts,
            async (payload, token) => await function(payload.ToUtf8(), token)
        );
        _functions.Add(target);
        _register(target);
        return Add((message, id) => target.Accept(Notification.Payload(message, id, Arn, _environment.Now)));
    }

    internal string Publish(PublishRequest message)
    {
        var id = _environment.Ids.Next().ToString("D");
        Action<PublishRequest, string>[] subscribers;
        lock (_lock)
        {
            _messages.Add(message);
            subscribers = [.. _subscribers];
        }
        foreach (var subscriber in subscribers)
            subscriber(message, id);
        return id;
    }

    private LocalTopic Add(Action<PublishRequest, string> subscriber)
    {
        lock (_lock)
            _subscribers.Add(subscriber);
        return this;
    }
}
