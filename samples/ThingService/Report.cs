using LambdaStream;
using LambdaStream.Connectors;

namespace ThingService;

/// <summary>What flowed where in a world.</summary>
internal sealed record Report
{
    public required IReadOnlyList<Hop> Hops { get; init; }

    public required IReadOnlyList<Function> Functions { get; init; }

    /// <summary>The records that functions were driven with: changes of the table, records of the stream, the user's own.</summary>
    public required int Records { get; init; }

    /// <summary>The domain events on the bus.</summary>
    public required int Events { get; init; }

    /// <summary>The rows of the view.</summary>
    public required IReadOnlyList<Item> Rows { get; init; }

    public required IReadOnlyList<Event> Faults { get; init; }

    /// <summary>What came in somewhere, and neither went on nor is known to have failed.</summary>
    public int Lost => Hops.Sum(hop => hop.Lost);

    public bool IsSuccess => Lost == 0 && Hops.All(hop => hop.Failed == 0);

    /// <param name="world">The world, come to rest.</param>
    /// <param name="sources">How things came into it.</param>
    /// <param name="called">A function that was called from outside, if one was.</param>
    public static async Task<Report> OfAsync(World world, IReadOnlyList<Hop> sources, Function? called = null)
    {
        var changes = (int)world.FromThings.RecordCount;
        var rows = await world.Database.ReadViewAsync();
        var records = world.Hub.Records.Count;
        var faults = world.Bus.Events.Count(envelope => envelope["detail-type"].IsString("fault"));
        var events = world.Bus.Events.Count - faults;
        var replayed = sources.Where(hop => hop.To == World.HubName).Sum(hop => hop.Done);
        Function?[] functions = [called, world.Trigger, world.Listener];
        return new()
        {
            Hops =
            [
                .. sources,
                Hop.Into(world.Trigger, "table things", changes, [.. world.FromThings.OnFailure.Select(Failure.Of)]),
                new("event bus", World.HubName, events, records - replayed)
                {
                    Failures = [.. world.ToHub.Undelivered.Select(Failure.Of)],
                },
                Hop.Into(world.Listener, World.HubName, records, [.. world.FromHub.OnFailure.Select(Failure.Of)]),
                new("event bus", "fault monitor", faults, world.FaultMonitor.Faults.Count)
                {
                    Failures = [.. world.ToFaultMonitor.Undelivered.Select(Failure.Of)],
                },
            ],
            Functions = [.. functions.OfType<Function>().Where(function => function.Invocations > 0)],
            Records = changes + records + sources.Where(hop => hop.To == called?.Name).Sum(hop => hop.Records),
            Events = events,
            Rows = [.. rows.OrderBy(KeyOf, StringComparer.Ordinal)],
            Faults = world.FaultMonitor.Faults,
        };
    }

    private static string KeyOf(Item row) => $"{row["pk"].GetText()}|{row["sk"].GetText()}";
}
