using System.Text;
using LambdaStream;

namespace EventLake;

/// <summary>What is in the lake, what was replayed, and whether anything was lost on the way.</summary>
internal sealed record Report
{
    public required IReadOnlyList<Hop> Hops { get; init; }

    public required IReadOnlyList<Function> Functions { get; init; }

    /// <summary>The objects of the lake, and the events in each, by their types.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Objects { get; init; }

    /// <summary>The rows of the service that came later.</summary>
    public required int Rows { get; init; }

    public required IReadOnlyList<Event> Faults { get; init; }

    public int Events => Objects.Values.Sum(types => types.Count);

    public required int Replayed { get; init; }

    public int Lost => Hops.Sum(hop => hop.Lost);

    public bool IsSuccess => Lost == 0 && Hops.All(hop => hop.Failed == 0);

    public static Report Of(World world, int told, Event request)
    {
        var objects = world.Lake.Keys.ToDictionary(
            key => key,
            key => (IReadOnlyList<string>)[.. TypesIn(world.Lake[key]!.Value)]
        );
        var asked = request["eventType"].GetString()!;
        var wanted = objects
            .Where(one => one.Key.StartsWith(request["prefix"].GetString()!, StringComparison.Ordinal))
            .Sum(one => one.Value.Count(type => Replay.IsAsked(type, asked)));
        return new()
        {
            Hops =
            [
                new("event bus", "lake", told, objects.Values.Sum(types => types.Count))
                {
                    Failures = [.. world.ToLake.Undelivered.Select(Failure.Of)],
                    Note = $"objects: {objects.Count}",
                },
                request["dry"].GetBoolean()
                    ? new("lake", "listener", wanted, wanted) { Note = "dry: nothing was called" }
                    : Hop.Into(world.Listener, "lake", wanted, []),
            ],
            Functions = [world.Replay, world.Listener],
            Objects = objects,
            Replayed = world.Listener.Acknowledged,
            Rows = world.View.Items.Count,
            Faults =
            [
                .. world
                    .Bus.Events.Where(envelope => envelope["detail-type"].IsString("fault"))
                    .Select(envelope => Event.Parse(envelope["detail"].ToUtf8())),
            ],
        };
    }

    public void Print(ReportTables tables)
    {
        tables.PrintHops(Hops);
        tables.PrintPipelines(Functions);
        tables.Print(
            "The lake",
            ["Object", "#Events", "Types"],
            Objects.Select(one =>
                (object?[])
                    [
                        one.Key,
                        one.Value.Count,
                        string.Join(", ", one.Value.CountBy(type => type).Select(type => $"{type.Value} {type.Key}")),
                    ]
            )
        );
        tables.PrintFaults(Faults);
        tables.PrintFailures(Hops);
        tables.PrintSummary(
            Lost,
            ("events", Events),
            ("objects", Objects.Count),
            ("replayed", Replayed),
            ("rows", Rows),
            ("faults", Faults.Count)
        );
    }

    private static IEnumerable<string> TypesIn(ReadOnlyMemory<byte> lines) =>
        Encoding
            .UTF8.GetString(lines.Span)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Json.Parse(line)["detail-type"].GetString()!);
}
