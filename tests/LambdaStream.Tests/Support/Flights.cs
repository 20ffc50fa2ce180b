namespace LambdaStream.Tests;

/// <summary>An asynchronous step whose units a test lets through one by one, by the ids of their events.</summary>
internal sealed class Flights
{
    private readonly Lock _lock = new();
    private readonly List<string> _begun = [];
    private readonly Dictionary<string, TaskCompletionSource> _begins;
    private readonly Dictionary<string, TaskCompletionSource> _lands;
    private int _inFlight;

    public Flights(int count, StreamOptions? options = null)
    {
        Units = Some.Units(count, options);
        _begins = Units.Ids().ToDictionary(id => id, _ => Gate());
        _lands = Units.Ids().ToDictionary(id => id, _ => Gate());
    }

    public IReadOnlyList<UnitOfWork> Units { get; }

    public int MostInFlight { get; private set; }

    public IReadOnlyList<string> Begun
    {
        get
        {
            lock (_lock)
                return [.. _begun];
        }
    }

    public async ValueTask<UnitOfWork?> StepAsync(UnitOfWork uow, CancellationToken cancellationToken)
    {
        var id = uow.Event.Id!;
        lock (_lock)
        {
            _begun.Add(id);
            MostInFlight = Math.Max(MostInFlight, ++_inFlight);
        }
        _begins[id].SetResult();
        try
        {
            await _lands[id].Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_lock)
                _inFlight--;
        }
        return uow;
    }

    public Task Begins(string id) => _begins[id].Task;

    public void Land(string id) => _lands[id].SetResult();

    public void LandAll()
    {
        foreach (var land in _lands.Values)
            land.TrySetResult();
    }

    public void Crash(string id) => _lands[id].SetException(new InvalidOperationException($"{id} crashes"));

    // What a gate lets through runs elsewhere, as the answer of a service would.
    private static TaskCompletionSource Gate() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
