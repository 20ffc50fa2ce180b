namespace ThingService;

/// <summary>What happens in a world, from what comes in until everything has come to rest.</summary>
internal static class Story
{
    private const int Looks = 50;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>The commands and payloads that are shipped beside the program.</summary>
    /// <param name="tables">The services' tables; by default in memory.</param>
    public static async Task<Report> TellAsync(ITables? tables = null) =>
        await TellAsync(await World.CreateAsync(tables));

    /// <summary>The same in a world that is there.</summary>
    public static async Task<Report> TellAsync(World world)
    {
        var payloads = Directory
            .GetFiles(Beside("payloads"), "*.json")
            .Order(StringComparer.Ordinal)
            .Select(LambdaPayload.Read)
            .ToList();
        foreach (var payload in payloads)
        {
            foreach (var record in payload.Event["Records"].EnumerateArray())
                world.Hub.Replay(record);
        }
        var fromOthers = new Hop(
            $"payloads ({payloads.Count} files)",
            World.HubName,
            Records: payloads.Sum(payload => payload.RecordCount),
            Done: world.Hub.Records.Count
        );

        var commands = new Commands(world);
        await commands.ExecuteAsync(Command.Read(Beside("commands.json")));
        await DrainAsync(world, commands.Done);
        var fromUsers = new Hop("commands.json", "table things", commands.Done, (int)world.FromThings.RecordCount)
        {
            Note = $"refused: {commands.Refused} more",
        };
        return await Report.OfAsync(world, [fromUsers, fromOthers]);
    }

    /// <summary>A Lambda event of the user's own.</summary>
    public static async Task<Report> TellAsync(LambdaPayload payload)
    {
        var world = await World.CreateAsync();
        var function = payload.FunctionIn(world);
        var failures = await CallAsync(function, payload);
        await world.Aws.DrainAsync();
        return await Report.OfAsync(world, [Hop.Into(function, payload.Name, payload.RecordCount, failures)], function);
    }

    // A table outside this process may show a change a moment after the write. What never shows is lost.
    private static async Task DrainAsync(World world, int changes)
    {
        using var timer = new PeriodicTimer(BetweenLooks);
        for (var look = 0; look < Looks; look++)
        {
            await world.Aws.DrainAsync();
            if (world.FromThings.RecordCount >= changes)
                return;
            await timer.WaitForNextTickAsync();
        }
    }

    // Nobody calls it again, so what a source of events would deliver again has failed.
    private static async Task<IReadOnlyList<Failure>> CallAsync(Function function, LambdaPayload payload)
    {
        try
        {
            await function.InvokeAsync(payload.Event.ToUtf8(), CancellationToken.None);
            return function.GivenBack == 0 ? [] : [new(function.GivenBack, "reported as failed")];
        }
        catch (Exception error)
        {
            return [new(payload.RecordCount, error.Message)];
        }
    }

    private static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
