using LambdaStream;

namespace ThingService;

/// <summary>Collects the faults of all services, to be looked at and resubmitted.</summary>
internal sealed class FaultMonitor
{
    private readonly List<Event> _faults = [];

    public IReadOnlyList<Event> Faults => _faults;

    public ValueTask<ReadOnlyMemory<byte>> AcceptAsync(ReadOnlyMemory<byte> fault, CancellationToken cancellationToken)
    {
        _faults.Add(Event.Parse(fault.ToArray()));
        return default;
    }
}
