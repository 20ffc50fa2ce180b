using System.Text.Json;
using LambdaStream;

namespace ThingService.Tests;

/// <summary>The files that are shipped beside the program, read without its help.</summary>
internal static class Shipped
{
    private static readonly string PoisonFile = Path.Combine(In("payloads"), "poison.json");

    private static readonly string[] OtherFiles =
    [
        .. Directory.GetFiles(In("payloads"), "*.json").Where(file => file != PoisonFile),
    ];

    public static IReadOnlyList<Json> Poison { get; } = RecordsOf(PoisonFile);

    public static IReadOnlyList<Json> PayloadRecords { get; } = [.. OtherFiles.SelectMany(RecordsOf), .. Poison];

    /// <summary>The events of the records that are no poison.</summary>
    public static IEnumerable<Event> Events =>
        OtherFiles
            .SelectMany(RecordsOf)
            .Select(record => Event.Parse(Convert.FromBase64String(record["kinesis"]["data"].GetString()!)));

    /// <summary>What becomes of the things and elements when the commands are done one after the other.</summary>
    public static ModelTable Things()
    {
        using var commands = JsonDocument.Parse(File.ReadAllBytes(In("commands.json")));
        var table = new ModelTable();
        foreach (var command in commands.RootElement.EnumerateArray())
            table.Do(command);
        return table;
    }

    private static List<Json> RecordsOf(string file)
    {
        var records = new List<Json>();
        foreach (var record in Json.Parse(File.ReadAllBytes(file))["Records"].EnumerateArray())
            records.Add(record);
        return records;
    }

    private static string In(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
