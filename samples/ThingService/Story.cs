namespace ThingService;

/// <summary>What happens in a world, from what comes in until everything has come to rest.</summary>
internal static class Story
{
    /// <summary>The commands and payloads that are shipped beside the program.</summary>
    public static async Task<Report> TellAsync()
    {
        var world = new World();
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
        var fromUsers = new Hop("commands.json", "table things", commands.Done, world.Things.Changes.Count)
        {
            Note = $"refused: {commands.Refused} more",
        };

        await world.Aws.DrainAsync();
        return Report.Of(world, [fromUsers, fromOthers]);
    }

    /// <summary>A Lambda event of the user's own.</summary>
    public static async Task<Report> TellAsync(LambdaPayload payload)
    {
        var world = new World();
        var function = payload.FunctionIn(world);
        var failures = await CallAsync(function, payload);
        await world.Aws.DrainAsync();
        return Report.Of(world, [Hop.Into(function, payload.Name, payload.RecordCount, failures)], function);
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
