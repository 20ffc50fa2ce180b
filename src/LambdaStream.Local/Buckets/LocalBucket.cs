using LambdaStream.Local.Buckets;
using LambdaStream.Local.Buses;

namespace LambdaStream.Local;

/// <summary>An S3 bucket in memory, without versions. It may be used from several threads.</summary>
/// <remarks>
/// Objects come in through <see cref="LocalWorld.S3"/>. What is told of them reaches queues and topics at once, and functions
/// while <see cref="LocalWorld.DrainAsync"/> runs.
/// </remarks>
public sealed class LocalBucket
{
    private const int MaximumRetryAttempts = 2;

    private readonly Lock _lock = new();
    private readonly LocalEnvironment _environment;
    private readonly Action<IDelivery> _register;
    private readonly SortedDictionary<string, StoredObject> _objects = new(StoredObject.Order);
    private readonly List<Subscription> _subscriptions = [];
    private readonly List<RuleTarget> _functions = [];

    internal LocalBucket(string name, LocalEnvironment environment, Action<IDelivery> register)
    {
        Name = name;
        Arn = $"arn:aws:s3:::{name}";
        _environment = environment;
        _register = register;
    }

    /// <summary>The name of the bucket, as in BUCKET_NAME.</summary>
    public string Name { get; }

    /// <summary>The ARN of the bucket.</summary>
    public string Arn { get; }

    /// <summary>The keys of its objects, in the order in which S3 lists them.</summary>
    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (_lock)
                return [.. _objects.Keys];
        }
    }

    /// <summary>What a function refused until its last attempt.</summary>
    public IReadOnlyList<UndeliveredEvent> Undelivered => [.. _functions.SelectMany(function => function.Undelivered)];

    /// <summary>The content of an object; null where there is none.</summary>
    public ReadOnlyMemory<byte>? this[string key]
    {
        get
        {
            lock (_lock)
                return _objects.TryGetValue(key, out var found) ? found.Body : null;
        }
    }

    /// <summary>Tells a queue of the objects that are written and deleted from now on.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="prefix">What their keys start with; by default all.</param>
    /// <param name="suffix">What their keys end with; by default all.</param>
    public LocalBucket Notify(LocalQueue queue, string prefix = "", string suffix = "")
    {
        ArgumentNullException.ThrowIfNull(queue);
        return Add(
            prefix,
            suffix,
            notification => queue.Send(new() { Id = "0", MessageBody = notification.ToString() })
        );
    }

    /// <summary>Tells the subscribers of a topic.</summary>
    /// <inheritdoc cref="Notify(LocalQueue, string, string)"/>
    public LocalBucket Notify(LocalTopic topic, string prefix = "", string suffix = "")
    {
        ArgumentNullException.ThrowIfNull(topic);
        return Add(
            prefix,
            suffix,
            notification =>
                topic.Publish(
                    new()
                    {
                        TopicArn = topic.Arn,
                        Subject = "Amazon S3 Notification",
                        Message = notification.ToString(),
                    }
                )
        );
    }

    /// <summary>Tells a function, whose response is ignored and which gets a notification with which it fails again twice.</summary>
    /// <inheritdoc cref="Notify(LocalQueue, string, string)"/>
    public LocalBucket Notify(LocalFunction function, string prefix = "", string suffix = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        var target = new RuleTarget(
            $"bucket {Name} to a function",
            MaximumRetryAttempts,
            async (payload, token) => await function(payload.ToUtf8(), token)
        );
        _functions.Add(target);
        _register(target);
        return Add(prefix, suffix, target.Accept);
    }

    internal StoredObject? Find(string key)
    {
        lock (_lock)
            return _objects.GetValueOrDefault(key);
    }

    internal IReadOnlyList<StoredObject> Objects
    {
        get
        {
            lock (_lock)
                return [.. _objects.Values];
        }
    }

    /// <summary>Writes an object, if what is there now allows it.</summary>
    internal void Put(StoredObject content, string eventName, Action<StoredObject?> check)
    {
        lock (_lock)
        {
            check(_objects.GetValueOrDefault(content.Key));
            _objects[content.Key] = content;
        }
        Tell(eventName, content.Key, content);
    }

    internal void Delete(string key)
    {
        lock (_lock)
        {
            if (!_objects.Remove(key))
                return;
        }
        Tell("ObjectRemoved:Delete", key, null);
    }

    private LocalBucket Add(string prefix, string suffix, Action<Json> accept)
    {
        lock (_lock)
            _subscriptions.Add(new(prefix, suffix, accept));
        return this;
    }

    private void Tell(string eventName, string key, StoredObject? content)
    {
        Subscription[] subscriptions;
        lock (_lock)
            subscriptions = [.. _subscriptions];
        if (subscriptions.Length == 0)
            return;
        var notification = ObjectEvent.Of(this, eventName, key, content, _environment);
        foreach (var (prefix, suffix, accept) in subscriptions)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal) && key.EndsWith(suffix, StringComparison.Ordinal))
                accept(notification);
        }
    }

    private sealed record Subscription(string Prefix, string Suffix, Action<Json> Accept);
}
