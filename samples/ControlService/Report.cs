using LambdaStream;
using LambdaStream.Connectors;

namespace ControlService;

/// <summary>What came in, what the service concluded of it, and whether anything was lost on the way.</summary>
internal sealed record Report
{
    public required IReadOnlyList<Hop> Hops { get; init; }

    public required IReadOnlyList<Function> Functions { get; init; }

    /// <summary>The events that the service has published, faults aside.</summary>
    public required IReadOnlyList<Event> Published { get; init; }

    public required IReadOnlyList<Event> Faults { get; init; }

    /// <summary>The events as they were correlated, row by row.</summary>
    public required IReadOnlyList<Item> Rows { get; init; }

    public int Lost => Hops.Sum(hop => hop.Lost);

    public bool IsSuccess => Lost == 0 && Hops.All(hop => hop.Failed == 0);

    /// <summary>The published events of that type on that order.</summary>
    public IEnumerable<Event> Conclusions(string type, string order) =>
        Published.Where(one => one.Type == type && one["order"]["id"].IsString(order));

    public static Report Of(World world, int told)
    {
        var events = world.Bus.Events.Select(envelope => Event.Parse(envelope["detail"].ToUtf8())).ToList();
        var published = events.Where(one => one.Type != "fault").ToList();
        return new()
        {
            Hops =
            [
                new("event bus", "hub", published.Count, world.Hub.Records.Count - told)
                {
                    Failures = [.. world.ToHub.Undelivered.Select(Failure.Of)],
                },
                Hop.Into(
                    world.Listener,
                    "hub",
                    world.Hub.Records.Count,
                    [.. world.FromHub.OnFailure.Select(Failure.Of)]
                ),
                Hop.Into(
                    world.Trigger,
                    "table events",
                    (int)world.FromTable.RecordCount,
                    [.. world.FromTable.OnFailure.Select(Failure.Of)]
                ),
            ],
            Functions = [world.Listener, world.Trigger],
            Published = published,
            Faults = [.. events.Where(one => one.Type == "fault")],
            Rows = [.. world.Table.Items.Where(row => row["discriminator"].GetText() == CollectedRow.Correlation)],
        };
    }

    public void Print(ReportTables tables)
    {
        tables.PrintHops(Hops);
        tables.PrintPipelines(Functions);
        tables.Print(
            "What was concluded",
            ["Order", "What happened to it", "Conclusion", "#Times", "Because of"],
            Rows.GroupBy(row => row["pk"].GetText()!)
                .OrderBy(order => order.Key, StringComparer.Ordinal)
                .SelectMany(order => ConclusionsOn(order.Key, order))
        );
        tables.PrintFaults(Faults);
        tables.PrintFailures(Hops);
        tables.PrintSummary(
            Lost,
            ("records", Hops.Skip(1).Sum(hop => hop.Records)),
            ("events", Published.Count),
            ("shippable", Orders("order-shippable")),
            ("overdue", Orders("order-overdue")),
            ("faults", Faults.Count)
        );
    }

    private List<object?[]> ConclusionsOn(string order, IEnumerable<Item> rows)
    {
        var happened = string.Join(
            ", ",
            rows.OrderBy(row => row["timestamp"].GetInt64()).Select(row => Short(CollectedRow.EventOf(row).Type))
        );
        var conclusions = Published
            .Where(one => one.Type is "order-shippable" or "order-overdue" && one["order"]["id"].IsString(order))
            .GroupBy(one => one.Type)
            .Select(group =>
                (object?[])[order, happened, group.Key, group.Count(), string.Join(", ", group.Select(Triggers))]
            )
            .ToList();
        return conclusions.Count > 0
            ? conclusions
            :
            [
                [order, happened, "", "", ""],
            ];
    }

    private static string Triggers(Event conclusion)
    {
        var triggers = new List<string>();
        foreach (var trigger in conclusion["triggers"].EnumerateArray())
            triggers.Add(Short(trigger["type"].GetString()!));
        return string.Join("+", triggers);
    }

    private static string Short(string type) => type.Replace("order-", "", StringComparison.Ordinal);

    // A conclusion may come more than once.
    private int Orders(string type) =>
        Published.Where(one => one.Type == type).Select(one => one["order"]["id"].GetString()).Distinct().Count();
}
