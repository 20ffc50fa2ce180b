using LambdaStream.Local.EventSources;
using LambdaStream.Local.Queues;

namespace LambdaStream.Local;

/// <summary>Drives a function from a queue, as Lambda's event source mapping does.</summary>
/// <remarks>
/// It moves only while <see cref="LocalWorld.DrainAsync"/> runs. What failed is delivered again when the queue's visibility
/// timeout has passed on the world's clock, until it goes to the dead-letter queue.
/// </remarks>
public sealed class QueueMapping : IDelivery
{
    private const int MaxBatchSize = 10_000;
    private const int MaxFifoBatchSize = 10;
    private const int MaxBatchingWindowInSeconds = 300;

    private readonly LocalQueue _queue;
    private readonly LocalFunction _function;
    private readonly QueueMappingOptions _options;
    private readonly MappingState _state;
    private readonly string _region;
    private readonly IDelivery[] _lanes;

    internal QueueMapping(
        LocalQueue queue,
        LocalFunction function,
        QueueMappingOptions options,
        MappingState state,
        string region
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            options.BatchSize,
            queue.IsFifo ? MaxFifoBatchSize : MaxBatchSize
        );
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaximumBatchingWindowInSeconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            options.MaximumBatchingWindowInSeconds,
            queue.IsFifo ? 0 : MaxBatchingWindowInSeconds
        );
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumConcurrency, 1);
        _lanes = [.. Enumerable.Range(0, options.MaximumConcurrency).Select(_ => new Lane(this))];
        (_queue, _function, _options, _state, _region) = (queue, function, options, state, region);
    }

    /// <summary>What the function raised last; null where the last invocation succeeded.</summary>
    public Exception? LastError { get; private set; }

    IReadOnlyList<IDelivery> IDelivery.Lanes => _lanes;

    string IDelivery.Description => Description;

    ValueTask<bool> IDelivery.DeliverAsync(CancellationToken cancellationToken) => DeliverAsync(cancellationToken);

    private string Description =>
        $"{_queue.Arn} to {_options.FunctionName}"
        + (LastError is { } error ? $", failed last with {error.GetType().Name}: {error.Message}" : "");

    private DateTimeOffset? Due =>
        _state.IsEnabled
            ? _queue.DueOf(_state.BatchSize, TimeSpan.FromSeconds(_options.MaximumBatchingWindowInSeconds))
            : null;

    private async ValueTask<bool> DeliverAsync(CancellationToken cancellationToken)
    {
        if (!_state.IsEnabled)
            return false;
        var messages = _queue.Receive(_state.BatchSize);
        if (messages.Count == 0)
            return false;
        try
        {
            var response = await _function(QueuePayload.Of(messages, _queue.Arn, _region), cancellationToken);
            LastError = null;
            var failed = _options.ReportBatchItemFailures
                ? BatchResponse.FailedOf([.. messages.Select(message => message.MessageId)], response)
                : new HashSet<string>();
            foreach (var message in messages)
            {
                if (!failed.Contains(message.MessageId))
                    _queue.Delete(message.ReceiptHandle);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LastError = exception;
        }
        catch (OperationCanceledException)
        {
            // A delivery that was stopped in the middle is as if it had not begun.
            foreach (var message in messages)
                _queue.ChangeVisibility(message.ReceiptHandle, TimeSpan.Zero);
            throw;
        }
        return true;
    }

    // One of the invocations that may be under way at the same time.
    private sealed class Lane(QueueMapping mapping) : IDelivery
    {
        public string Description => mapping.Description;

        public DateTimeOffset? Due => mapping.Due;

        public ValueTask<bool> DeliverAsync(CancellationToken cancellationToken) =>
            mapping.DeliverAsync(cancellationToken);
    }
}
