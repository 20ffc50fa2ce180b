using System.Runtime.ExceptionServices;
using LambdaStream.Local.Simulations;

namespace LambdaStream.Local;

/// <summary>A world in which time is virtual and everything that could come in several orders comes in one that a seed says.</summary>
/// <remarks>
/// Everything runs on the caller's thread, a continuation at a time. Where several are runnable, the seed chooses; where
/// none is, the clock goes on to the next timer at once. So a time-out of minutes costs nothing, and the same seed
/// gives the same run, also of a failure.
/// </remarks>
public sealed class Simulation
{
    private readonly Scheduler _scheduler;
    private readonly Dictionary<IDelivery, Lane> _lanes = [];
    private long _moved;

    /// <summary>Makes an empty world of its own.</summary>
    /// <param name="seed">Where every choice comes from.</param>
    /// <param name="region">The region of the world; by default us-east-1.</param>
    public Simulation(int seed, string region = "us-east-1")
    {
        Seed = seed;
        _scheduler = new(seed);
        World = new(_scheduler.Time, region, seed);
    }

    /// <summary>Where every choice comes from.</summary>
    public int Seed { get; }

    /// <summary>The continuations after which <see cref="Run"/> gives up, because the world does not come to rest; by default 10,000,000.</summary>
    public long MaximumSteps { get; init; } = 10_000_000;

    /// <summary>The world, whose mappings and rules deliver while <see cref="Run"/> runs.</summary>
    public LocalWorld World { get; }

    /// <summary>The virtual clock, which starts at the beginning of 2026.</summary>
    public TimeProvider Time => _scheduler.Time;

    /// <summary>The invocation to which the code that is running belongs; null outside of one.</summary>
    public SimulatedInvocation? CurrentInvocation => _scheduler.Current.Invocation;

    /// <summary>A random number from 0 to below 1, from the seed.</summary>
    public double NextDouble() => _scheduler.Random.NextDouble();

    /// <summary>A random number from 0 to below a maximum, from the seed.</summary>
    public int Next(int maxValue) => _scheduler.Random.Next(maxValue);

    /// <summary>A function of this simulation, to be connected to a source.</summary>
    /// <param name="processor">What it does, with options from <see cref="LocalStreamOptions.UseLocal(StreamOptions, Simulation)"/>.</param>
    /// <param name="options">How it is run, and what befalls it.</param>
    public LocalFunction Function(Processor processor, SimulatedFunctionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(processor);
        return Function(
            async (payload, context, token) => (await processor.InvokeAsync(payload, context, token)).Response,
            options
        );
    }

    /// <summary>A function of this simulation that is no processor.</summary>
    /// <param name="handler">Takes a payload, gives the response.</param>
    /// <param name="options">How it is run, and what befalls it.</param>
    public LocalFunction Function(
        Func<ReadOnlyMemory<byte>, InvocationContext, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> handler,
        SimulatedFunctionOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(handler);
        return new SimulatedFunction(
            _scheduler,
            () => World.NewId().ToString("D"),
            handler,
            options ?? new()
        ).InvokeAsync;
    }

    /// <summary>Lets the world move until it is at rest: nothing runs, and nothing is going to happen.</summary>
    /// <param name="story">What happens meanwhile, for example records that come in over time; by default nothing.</param>
    /// <exception cref="InvalidOperationException">
    /// Something waits for what never comes, the world does not come to rest, or code left the simulation's thread.
    /// </exception>
    public void Run(Func<Task>? story = null) =>
        _scheduler.Run(() =>
        {
            var most = Age + MaximumSteps;
            var told = story?.Invoke() ?? Task.CompletedTask;
            do
            {
                if (!_scheduler.RunReady(most) || Age > most)
                    throw new InvalidOperationException(
                        $"With seed {Seed} the world did not come to rest within {MaximumSteps} steps."
                    );
                ThrowIfFailed(told);
            } while (StartLane() || AdvanceTime());
            var waiting = _lanes.Where(lane => lane.Value.Task is not null).Select(lane => lane.Key.Description);
            if (!told.IsCompleted)
                waiting = waiting.Append("the story");
            if (waiting.Any())
                throw new InvalidOperationException(
                    $"With seed {Seed} nothing moves any more, but these wait: {string.Join(" | ", waiting)}."
                );
        });

    private void ThrowIfFailed(Task told)
    {
        if (told.IsFaulted)
            ExceptionDispatchInfo.Throw(told.Exception!.InnerException!);
        foreach (var lane in _lanes.Values)
        {
            if (lane.Task is not { IsCompleted: true } task)
                continue;
            if (task.IsFaulted)
                ExceptionDispatchInfo.Throw(task.Exception!.InnerException!);
            lane.Task = null;
            Note(lane, task.Result);
        }
    }

    // What has delivered may deliver again; what has not waits until something else moves.
    private void Note(Lane lane, bool hasDelivered)
    {
        if (hasDelivered)
            _moved++;
        lane.Asked = hasDelivered ? null : Age;
    }

    private long Age => _scheduler.Steps + _moved;

    private bool StartLane()
    {
        List<(IDelivery Delivery, Lane Lane)>? ready = null;
        foreach (var (delivery, lane) in Idle())
        {
            if (lane.Asked != Age && delivery.Due <= _scheduler.Time.Now)
                (ready ??= []).Add((delivery, lane));
        }
        if (ready is null)
            return false;
        var (next, chosen) = ready[_scheduler.Random.Next(ready.Count)];
        var task = next.DeliverAsync(CancellationToken.None);
        if (task.IsCompletedSuccessfully)
            Note(chosen, task.Result);
        else
            chosen.Task = task.AsTask();
        return true;
    }

    private bool AdvanceTime()
    {
        var next = _scheduler.Time.Next;
        foreach (var (delivery, _) in Idle())
        {
            if (delivery.Due is { } due && due > _scheduler.Time.Now && !(next <= due))
                next = due;
        }
        if (next is null)
            return false;
        _scheduler.Time.AdvanceTo(next.Value);
        _moved++;
        return true;
    }

    private IEnumerable<(IDelivery Delivery, Lane Lane)> Idle()
    {
        foreach (var delivery in World.Deliveries)
        {
            foreach (var part in delivery.Lanes)
            {
                if (!_lanes.TryGetValue(part, out var lane))
                    _lanes.Add(part, lane = new());
                if (lane.Task is null)
                    yield return (part, lane);
            }
        }
    }

    private sealed class Lane
    {
        /// <summary>The delivery that is under way.</summary>
        public Task<bool>? Task { get; set; }

        /// <summary>When it was asked last, counted in what had moved.</summary>
        public long? Asked { get; set; }
    }
}
