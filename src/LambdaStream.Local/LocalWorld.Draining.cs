namespace LambdaStream.Local;

public sealed partial class LocalWorld
{
    private int _isDraining;

    /// <summary>Delivers what waits, and what comes of it, until nothing is left to deliver.</summary>
    /// <param name="maximumRounds">
    /// In a round everyone delivers once: a shard one batch, a rule one event. By default 10,000.
    /// </param>
    /// <param name="cancellationToken">Stops in the middle. What was being delivered is delivered again next time.</param>
    /// <exception cref="InvalidOperationException">
    /// Things are still moving after so many rounds, for example because a function fails without end or answers its own
    /// events; or the world is being drained already.
    /// </exception>
    public async ValueTask DrainAsync(int maximumRounds = 10_000, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumRounds, 1);
        if (Interlocked.Exchange(ref _isDraining, 1) == 1)
            throw new InvalidOperationException("The world is being drained already; a function must not drain it.");
        try
        {
            List<IDelivery> moved = [];
            for (var round = 0; round <= maximumRounds; round++)
            {
                moved = await DeliverOnceAsync(cancellationToken);
                if (moved.Count == 0)
                    return;
            }
            throw new InvalidOperationException(
                $"The world did not come to rest within {maximumRounds} rounds. Still moving: "
                    + string.Join(" | ", moved.Select(delivery => delivery.Description))
            );
        }
        finally
        {
            Volatile.Write(ref _isDraining, 0);
        }
    }

    private async ValueTask<List<IDelivery>> DeliverOnceAsync(CancellationToken cancellationToken)
    {
        IDelivery[] deliveries;
        lock (_lock)
            deliveries = [.. _deliveries];
        var moved = new List<IDelivery>();
        foreach (var delivery in deliveries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await delivery.DeliverAsync(cancellationToken))
                moved.Add(delivery);
        }
        return moved;
    }
}
