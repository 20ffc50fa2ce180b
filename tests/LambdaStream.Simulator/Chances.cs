namespace LambdaStream.Simulator;

/// <summary>What befalls a case, and how often.</summary>
internal sealed record Chances
{
    /// <summary>That a request to a target fails.</summary>
    public double Target { get; private init; }

    /// <summary>That a function fails on a record each time.</summary>
    public double Poison { get; private init; }

    /// <summary>That it does so the first time only.</summary>
    public double Passing { get; private init; }

    /// <summary>That something waits until it is cancelled.</summary>
    public double Stuck { get; private init; }

    /// <summary>That something waits without end.</summary>
    public double Stubborn { get; private init; }

    public double Throttled { get; private init; }

    public double Crashed { get; private init; }

    public double AnswerLost { get; private init; }

    /// <summary>The longest time that anything takes.</summary>
    public TimeSpan Slow { get; private init; }

    /// <summary>Each is there in some cases only, so that none hides the others.</summary>
    public static Chances Next(Random random)
    {
        double Some(double most) => random.Next(3) == 0 ? most * random.NextDouble() : 0;

        return new()
        {
            Target = Some(0.2),
            Poison = Some(0.1),
            Passing = Some(0.2),
            Stuck = Some(0.02),
            Stubborn = Some(0.01),
            Throttled = Some(0.2),
            Crashed = Some(0.3),
            AnswerLost = Some(0.1),
            Slow = TimeSpan.FromMilliseconds(random.Next(3) == 0 ? random.Next(200, 5000) : random.Next(6, 200)),
        };
    }
}
