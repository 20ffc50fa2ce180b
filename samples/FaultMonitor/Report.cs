using System.Text;
using LambdaStream;

namespace FaultMonitor;

/// <summary>What became of the events: in the table, or still a fault, or lost.</summary>
internal sealed record Report
{
    public required IReadOnlyList<Hop> Hops { get; init; }

    public required IReadOnlyList<Function> Functions { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>The faults in the bucket, in the order in which they came.</summary>
    public required IReadOnlyList<Event> Faults { get; init; }

    public required int Events { get; init; }

    public required int Rows { get; init; }

    /// <summary>The events that are still a fault: neither a row nor forgotten.</summary>
    public required IReadOnlyList<string> Open { get; init; }

    /// <summary>What did not arrive on its way, and the events that are neither in the table nor a fault.</summary>
    public int Lost => Hops.Sum(hop => hop.Lost) + Math.Max(0, Events - Rows - Open.Count);

    public bool IsSuccess => Lost == 0 && Hops.All(hop => hop.Failed == 0);

    public static Report Of(World world, int told, Function first, Function corrected, IReadOnlyList<Step> steps)
    {
        var faults = FaultsIn(world).ToList();
        var published = world.Bus.Events.Count(envelope => envelope["detail-type"].IsString("fault"));
        var resubmitted = world.Resubmit.Pipelines["resubmit"].Calls;
        return new()
        {
            Hops =
            [
                new("event bus", "hub", told, world.Hub.Records.Count)
                {
                    Failures = [.. world.ToHub.Undelivered.Select(Failure.Of)],
                },
                // Both versions, and what was resubmitted to them, a record a call.
                new(
                    "hub and faults",
                    "listener",
                    world.Hub.Records.Count + resubmitted,
                    first.Acknowledged + corrected.Acknowledged
                )
                {
                    Failures = [.. world.FromHub.OnFailure.Select(Failure.Of)],
                    Note = $"resubmitted: {resubmitted}",
                },
                new("event bus", "faults", published, faults.Count)
                {
                    Failures = [.. world.ToFaults.Undelivered.Select(Failure.Of)],
                    Note = $"objects: {world.Faults.Keys.Count}",
                },
            ],
            Functions = [first, corrected, world.Collector, world.Resubmit],
            Steps = steps,
            Faults = faults,
            Events = told,
            Rows = world.Prices.Items.Count,
            Open =
            [
                .. faults
                    .Select(fault => fault["uow"]["event"]["partitionKey"].GetString()!)
                    .Distinct()
                    .Where(product => world.Prices.Find(product, "price") is null),
            ],
        };
    }

    public void Print(ReportTables tables)
    {
        tables.PrintHops(Hops);
        tables.PrintPipelines(Functions);
        tables.Print(
            "Step by step",
            ["What", "#Calls", "#Rows", "#Faults stored", "Still a fault"],
            Steps.Select(step => (object?[])[step.What, step.Calls, step.Rows, step.Faults, step.Open])
        );
        tables.PrintFaults(Faults);
        tables.PrintFailures(Hops);
        tables.PrintSummary(
            Lost,
            ("events", Events),
            ("rows", Rows),
            ("faults", Faults.Count),
            ("resubmitted", Steps.Skip(1).Sum(step => step.Calls)),
            ("open", Open.Count)
        );
    }

    /// <summary>The faults in the bucket.</summary>
    public static IEnumerable<Event> FaultsIn(World world) =>
        world.Faults.Keys.SelectMany(key =>
            Encoding
                .UTF8.GetString(world.Faults[key]!.Value.Span)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => Event.Parse(Json.Parse(line)["detail"].ToUtf8()))
        );
}

/// <summary>How things stood behind a step of the story.</summary>
internal sealed record Step(string What, int Calls, int Rows, int Faults, string Open)
{
    public static Step Of(string what, World world, int calls)
    {
        var faults = Report.FaultsIn(world).ToList();
        var open = faults
            .Select(fault => fault["uow"]["event"]["partitionKey"].GetString()!)
            .Distinct()
            .Where(product => world.Prices.Find(product, "price") is null);
        return new(what, calls, world.Prices.Items.Count, faults.Count, string.Join(", ", open));
    }
}
