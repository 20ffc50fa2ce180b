using LambdaStream.Observing;

namespace LambdaStream.Faults;

/// <summary>Publishes the faults of an invocation at its end.</summary>
internal static class FaultPublisher
{
    /// <returns>The faults that could not be published, with the reason.</returns>
    public static async ValueTask<IReadOnlyList<Fault>> PublishAsync(
        List<Fault> faults,
        Invocation invocation,
        InvocationContext context
    )
    {
        if (faults.Count == 0)
            return [];
        var units = new List<UnitOfWork>(faults.Count);
        var repeats = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var fault in faults)
        {
            // Several faults of one record in one pipeline, as after a split, are told apart by their number.
            var key = FaultEvent.Subject(fault.Unit);
            var repeat = repeats.GetValueOrDefault(key);
            repeats[key] = repeat + 1;
            var @event = FaultEvent.Of(fault, repeat);
            context.Faulted?.Invoke(@event);
            var unit = fault.Unit.ForFault(@event);
            units.Add(invocation.Watch?.Enter(unit, Watch.Fault) ?? unit);
        }
        var options = invocation.Options;
        var how = options.FaultPublishing;
        try
        {
            await DrainAsync(options.Publish.Connect(units.ToAsyncEnumerable(), how))
                .WaitAsync(invocation.Deadline.FlushCancellation);
        }
        catch (Exception error)
        {
            // A publisher that raises has published nobody knows what: all faults may come again, under the same ids.
            return [.. units.Select(unit => new Fault(unit, error))];
        }
        return [.. invocation.Faults.Close().Failures.Where(failure => failure.Unit.Scope.IsFaults)];
    }

    private static async Task DrainAsync(IAsyncEnumerable<UnitOfWork> units)
    {
        await foreach (var _ in units) { }
    }
}
