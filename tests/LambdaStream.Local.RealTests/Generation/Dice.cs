namespace LambdaStream.Local.RealTests.Generation;

/// <summary>Randomness that a seed replays.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>From 0 up to that number, without it.</summary>
    public int Below(int number) => _random.Next(number);

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public T PickFrom<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>One of the choices; one with weight 3 comes three times as often as one with weight 1.</summary>
    public T Weighted<T>(params ReadOnlySpan<(int Weight, T Choice)> choices)
    {
        var sum = 0;
        foreach (var (weight, _) in choices)
            sum += weight;
        var place = Below(sum);
        foreach (var (weight, choice) in choices)
        {
            if (place < weight)
                return choice;
            place -= weight;
        }
        throw new InvalidOperationException("The place is below the sum of the weights.");
    }
}
