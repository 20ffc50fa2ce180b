using System.Text;
using LambdaStream.Local;
using LambdaStream.Simulator.Histories;

namespace LambdaStream.Simulator.Sources;

/// <summary>An SQS queue, standard or FIFO, with a dead-letter queue.</summary>
internal sealed class QueueSource : CaseSource
{
    private readonly Simulation _simulation;
    private readonly LocalQueue _queue;
    private readonly LocalQueue _grave;
    private readonly QueueMappingOptions _options;

    private QueueSource(
        Simulation simulation,
        bool isFifo,
        TimeSpan visibility,
        int maxReceiveCount,
        QueueMappingOptions options
    )
        : base(
            $"SQS, FIFO {isFifo}, visibility {visibility.TotalSeconds} s, maxReceiveCount {maxReceiveCount}, BatchSize {options.BatchSize}, "
                + $"window {options.MaximumBatchingWindowInSeconds} s, reports {options.ReportBatchItemFailures}, {options.MaximumConcurrency} at once",
            options.ReportBatchItemFailures
        )
    {
        var suffix = isFifo ? ".fifo" : "";
        _simulation = simulation;
        _options = options;
        _grave = simulation.World.Queue($"grave{suffix}");
        _queue = simulation.World.Queue(
            $"queue{suffix}",
            new()
            {
                VisibilityTimeout = visibility,
                DeadLetterQueue = _grave,
                MaxReceiveCount = maxReceiveCount,
            }
        );
    }

    public static QueueSource Create(Simulation simulation, Random random, bool isFifo, TimeSpan timeout) =>
        new(
            simulation,
            isFifo,
            // A standard queue may deliver a message again while it is still being processed.
            isFifo || random.Next(4) > 0
                ? timeout * 2
                : timeout / 4,
            random.Next(1, 6),
            new()
            {
                BatchSize = random.Next(1, 11),
                MaximumBatchingWindowInSeconds = !isFifo && random.Next(3) == 0 ? random.Next(1, 30) : 0,
                MaximumConcurrency = random.Next(1, 5),
                ReportBatchItemFailures = random.Next(4) > 0,
            }
        );

    public override Source From => LambdaStream.From.Sqs();

    public override bool IsOrdered => _queue.IsFifo;

    public override bool IsFifo => _queue.IsFifo;

    // Only a receipt tells a message's id.
    public override IEnumerable<string> GivenUp => _grave.Receive(int.MaxValue).Select(message => message.MessageId);

    public override void Connect(LocalFunction function) => _simulation.World.Connect(_queue, function, _options);

    public override string Put(SourceRecord record, ReadOnlyMemory<byte> data)
    {
        var sent = _simulation.World.Sqs.SendMessageBatchAsync(
            new()
            {
                QueueUrl = _queue.Url,
                Entries =
                [
                    new()
                    {
                        Id = "1",
                        MessageBody = Encoding.UTF8.GetString(data.Span),
                        MessageGroupId = _queue.IsFifo ? record.Key : null,
                        MessageDeduplicationId = _queue.IsFifo ? $"{record.Number}" : null,
                    },
                ],
            },
            CancellationToken.None
        );
        return sent.AsTask().GetAwaiter().GetResult().Successful[0].MessageId!;
    }

    public override string IdentityOf(Json record) => record["messageId"].GetString()!;

    protected override IReadOnlyList<string> DoneBefore(IReadOnlyList<string> delivered, IReadOnlyList<Json> failures)
    {
        var failed = failures.Select(failure => failure.GetString()!).ToHashSet();
        foreach (var identifier in failed)
            PlaceOf(delivered, identifier);
        return [.. delivered.Where(identity => !failed.Contains(identity))];
    }
}
