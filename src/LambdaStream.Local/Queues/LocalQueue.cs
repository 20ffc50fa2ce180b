using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LambdaStream.Connectors;
using LambdaStream.Local.Queues;

namespace LambdaStream.Local;

/// <summary>An SQS queue in memory; a FIFO queue where its name ends with <c>.fifo</c>. It may be used from several threads.</summary>
/// <remarks>Messages come in through <see cref="LocalWorld.Sqs"/>. A message of a group waits for those before it.</remarks>
[SuppressMessage("Naming", "CA1711", Justification = "Queue is the word of SQS.")]
public sealed class LocalQueue
{
    private static readonly TimeSpan DeduplicationInterval = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly LocalEnvironment _environment;
    private readonly QueueOptions _options;
    private readonly List<QueuedMessage> _messages = [];
    private readonly Dictionary<string, QueuedMessage> _recent = new(StringComparer.Ordinal);
    private long _lastSequence;

    internal LocalQueue(string name, QueueOptions options, LocalEnvironment environment)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxReceiveCount, 1);
        Name = name;
        Arn = environment.Arn("sqs", name);
        Url = $"https://sqs.{environment.Region}.amazonaws.com/{LocalEnvironment.Account}/{name}";
        _options = options;
        _environment = environment;
    }

    /// <summary>The name of the queue.</summary>
    public string Name { get; }

    /// <summary>The ARN of the queue.</summary>
    public string Arn { get; }

    /// <summary>The URL of the queue, as in QUEUE_URL.</summary>
    public string Url { get; }

    /// <summary>Whether messages of a group stay in order, and repetitions are dropped.</summary>
    public bool IsFifo => Name.EndsWith(".fifo", StringComparison.Ordinal);

    /// <summary>The messages that are in the queue, hidden ones too.</summary>
    public IReadOnlyList<SendMessageBatchRequestEntry> Messages
    {
        get
        {
            lock (_lock)
                return [.. _messages.Select(message => message.Entry)];
        }
    }

    /// <summary>Receives up to so many visible messages, and hides them.</summary>
    public IReadOnlyList<LocalMessage> Receive(int maxMessages = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        lock (_lock)
        {
            var now = _environment.Now;
            var received = new List<LocalMessage>();
            // A group with a hidden message gives none; but of what is visible, one receipt may take several.
            var blocked = new HashSet<string>(StringComparer.Ordinal);
            foreach (var message in _messages.ToArray())
            {
                if (received.Count == maxMessages)
                    break;
                var group = IsFifo ? message.Entry.MessageGroupId! : null;
                if (group is not null && blocked.Contains(group))
                    continue;
                if (message.VisibleAt > now)
                {
                    if (group is not null)
                        blocked.Add(group);
                    continue;
                }
                if (_options.DeadLetterQueue is { } grave && message.ReceiveCount >= _options.MaxReceiveCount)
                {
                    _messages.Remove(message);
                    grave.Add(message);
                    continue;
                }
                received.Add(Receive(message, now));
            }
            return received;
        }
    }

    /// <summary>Deletes a message by its last receipt handle. False where it is not the last, or the message is gone.</summary>
    public bool Delete(string receiptHandle)
    {
        ArgumentException.ThrowIfNullOrEmpty(receiptHandle);
        lock (_lock)
            return _messages.RemoveAll(message => message.ReceiptHandle == receiptHandle) > 0;
    }

    /// <summary>Makes a received message visible again after a time, or at once.</summary>
    public void ChangeVisibility(string receiptHandle, TimeSpan timeout)
    {
        ArgumentException.ThrowIfNullOrEmpty(receiptHandle);
        lock (_lock)
        {
            foreach (var message in _messages.Where(message => message.ReceiptHandle == receiptHandle))
                message.VisibleAt = _environment.Now + timeout;
        }
    }

    /// <summary>Takes a message in; of a FIFO queue, a repetition is answered as the first was.</summary>
    internal (string MessageId, string? SequenceNumber) Send(SendMessageBatchRequestEntry entry)
    {
        lock (_lock)
        {
            var now = _environment.Now;
            var deduplication = IsFifo ? entry.MessageDeduplicationId ?? Hash(entry.MessageBody) : null;
            if (
                deduplication is not null
                && _recent.TryGetValue(deduplication, out var first)
                && now - first.Sent < DeduplicationInterval
            )
                return (first.Id, first.SequenceNumber);
            var message = new QueuedMessage(entry, _environment.Ids.Next().ToString("D"), now)
            {
                SequenceNumber = IsFifo ? (++_lastSequence).ToString("D20", CultureInfo.InvariantCulture) : null,
                DeduplicationId = deduplication,
                VisibleAt = now + (entry.DelaySeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : _options.Delay),
            };
            if (deduplication is not null)
                _recent[deduplication] = message;
            _messages.Add(message);
            return (message.Id, message.SequenceNumber);
        }
    }

    /// <summary>When so many messages can be received, or the first of fewer has waited for so long; null where none waits.</summary>
    internal DateTimeOffset? DueOf(int count, TimeSpan window)
    {
        lock (_lock)
        {
            var blocked = new HashSet<string>(StringComparer.Ordinal);
            DateTimeOffset? first = null;
            var visible = 0;
            foreach (var message in _messages)
            {
                var group = IsFifo ? message.Entry.MessageGroupId! : null;
                if (group is not null && blocked.Contains(group))
                    continue;
                if (message.VisibleAt <= _environment.Now)
                    visible++;
                else if (group is not null)
                    blocked.Add(group);
                if (!(first <= message.VisibleAt))
                    first = message.VisibleAt;
            }
            return visible >= count ? DateTimeOffset.MinValue : first + window;
        }
    }

    internal bool NeedsDeduplicationId => IsFifo && !_options.ContentBasedDeduplication;

    private void Add(QueuedMessage message)
    {
        lock (_lock)
            _messages.Add(
                new(message.Entry, message.Id, message.Sent)
                {
                    SequenceNumber = message.SequenceNumber,
                    DeduplicationId = message.DeduplicationId,
                    VisibleAt = _environment.Now,
                }
            );
    }

    private LocalMessage Receive(QueuedMessage message, DateTimeOffset now)
    {
        message.ReceiptHandle = _environment.Ids.Next().ToString("N");
        message.VisibleAt = now + _options.VisibilityTimeout;
        message.FirstReceived ??= now;
        message.ReceiveCount++;
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ApproximateReceiveCount"] = message.ReceiveCount.ToString(CultureInfo.InvariantCulture),
            ["SentTimestamp"] = Milliseconds(message.Sent),
            ["SenderId"] = LocalEnvironment.Account,
            ["ApproximateFirstReceiveTimestamp"] = Milliseconds(message.FirstReceived.Value),
        };
        if (message.Entry.MessageGroupId is { } group)
            attributes["MessageGroupId"] = group;
        if (message.DeduplicationId is { } deduplication)
            attributes["MessageDeduplicationId"] = deduplication;
        if (message.SequenceNumber is { } sequence)
            attributes["SequenceNumber"] = sequence;
        return new()
        {
            MessageId = message.Id,
            ReceiptHandle = message.ReceiptHandle,
            Body = message.Entry.MessageBody,
            MessageAttributes = message.Entry.MessageAttributes ?? new Dictionary<string, MessageAttributeValue>(),
            Attributes = attributes,
        };
    }

    private static string Hash(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    private static string Milliseconds(DateTimeOffset time) =>
        time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
