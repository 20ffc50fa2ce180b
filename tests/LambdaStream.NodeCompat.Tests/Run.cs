using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace LambdaStream.NodeCompat.Tests;

/// <summary>
/// The events of a run: the same each time, so that a run that fails tells of a change of ours. <c>LAMBDASTREAM_NODE_SEED</c>
/// takes others, by a number or by the word random; <c>LAMBDASTREAM_NODE_EVENTS</c> sets how many go in each form.
/// </summary>
internal static class Run
{
    public static readonly int Seed = Environment.GetEnvironmentVariable("LAMBDASTREAM_NODE_SEED") is "random"
        ? RandomNumberGenerator.GetInt32(1_000_000_000)
        : Setting("LAMBDASTREAM_NODE_SEED", 20_261_123);

    public static readonly int EventsPerForm = Setting("LAMBDASTREAM_NODE_EVENTS", 60);

    public static IReadOnlyList<string> Events(int form, bool forItems, bool prefixes)
    {
#pragma warning disable CA5394 // Chance that can be repeated is wanted.
        var events = new RandomEvents(new Random(Seed + form)) { ForItems = forItems, Prefixes = prefixes };
#pragma warning restore CA5394
        return [.. Enumerable.Range(0, EventsPerForm).Select(i => events.Next(form * 1_000_000 + i))];
    }

    // dotnet test keeps the output of a test that passes to itself, so the gate prints this file.
    public static void Report(string file, string text, ITestOutputHelper output, [CallerFilePath] string path = "")
    {
        output.WriteLine(text);
        var folder = Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "artifacts", "reports");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, file), text + "\n");
    }

    private static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
