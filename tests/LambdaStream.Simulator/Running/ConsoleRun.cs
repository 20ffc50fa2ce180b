namespace LambdaStream.Simulator.Running;

/// <summary>Simulates invocations, case by case, and says of what it finds how to repeat it.</summary>
internal static class ConsoleRun
{
    public const int DefaultInvocations = 20_000;
    public const int DefaultSeed = 1;

    /// <returns>0 where all holds, 1 where something does not, 2 where the options are wrong.</returns>
    public static int Run(IReadOnlyList<string> options, TextWriter output)
    {
        var (invocations, seed) = (DefaultInvocations, DefaultSeed);
        for (var i = 0; i < options.Count; i += 2)
        {
            if (i + 1 == options.Count || !int.TryParse(options[i + 1], out var number))
                return Usage(output);
            if (options[i] is "--invocations")
                invocations = number;
            else if (options[i] is "--seed")
                seed = number;
            else
                return Usage(output);
        }
        var summary = Simulate(invocations, seed, output);
        output.WriteLine(summary);
        return summary.Violation is null ? 0 : 1;
    }

    /// <summary>Runs cases with seeds from the first on until there were so many invocations, or something is wrong.</summary>
    public static Summary Simulate(int invocations, int firstSeed, TextWriter output)
    {
        var summary = new Summary();
        for (var seed = firstSeed; summary.Invocations < invocations; seed++)
        {
            var one = new Case(seed);
            try
            {
                one.Run();
                summary.Add(one);
            }
            catch (ViolationException violation)
            {
                summary.Add(one);
                summary.Violation = violation.Message;
                output.WriteLine(violation.Message);
                output.WriteLine(one);
                output.WriteLine($"Again: eng/simulate --invocations 1 --seed {seed}");
                break;
            }
        }
        return summary;
    }

    private static int Usage(TextWriter output)
    {
        output.WriteLine("usage: simulate [--invocations N] [--seed S]");
        return 2;
    }
}
