using System.Globalization;
using System.Runtime.CompilerServices;
using LambdaStream.Simulator.Running;
using Xunit;

namespace LambdaStream.Simulator;

public class SimulatorTests(ITestOutputHelper output)
{
    private static readonly int Invocations = Setting(
        "LAMBDASTREAM_SIMULATION_INVOCATIONS",
        ConsoleRun.DefaultInvocations
    );
    private static readonly int FirstSeed = Setting("LAMBDASTREAM_SIMULATION_SEED", ConsoleRun.DefaultSeed);

    [Fact]
    public void WhateverBefallsAFunction_WhatIsPromisedHolds()
    {
        using var told = new StringWriter();

        var summary = ConsoleRun.Simulate(Invocations, FirstSeed, told);
        Report($"Simulation from seed {FirstSeed}: {summary}");

        Assert.True(summary.Violation is null, told.ToString());
        Assert.True(summary.Invocations >= Invocations);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameHistory()
    {
        Assert.Equal(Tell(11), Tell(11));
        Assert.NotEqual(Tell(11), Tell(12));

        static string Tell(int seed)
        {
            var one = new Case(seed);
            one.Run();
            return one.History;
        }
    }

    // dotnet test keeps the output of a test that passes to itself, so the gate prints this file.
    private void Report(string text, [CallerFilePath] string path = "")
    {
        output.WriteLine(text);
        var folder = Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "artifacts", "reports");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "simulation.txt"), text + "\n");
    }

    private static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
