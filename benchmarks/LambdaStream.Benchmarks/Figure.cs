namespace LambdaStream.Benchmarks;

/// <summary>What a case costs, for each record or unit of work.</summary>
/// <param name="Ratio">Its processor time to that of the <see cref="Calibration"/>.</param>
/// <param name="Bytes">What it allocates.</param>
public sealed record Figure(double Ratio, double Bytes)
{
    private const double SlowerBy = 0.5;
    private const double MoreBy = 0.05;
    private const double MoreBytes = 16;

    /// <summary>The lower of the two in each respect: noise only ever adds.</summary>
    public Figure Best(Figure other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Math.Min(Ratio, other.Ratio), Math.Min(Bytes, other.Bytes));
    }

    /// <summary>Whether it takes more than half as much again as it did.</summary>
    public bool IsSlowerThan(Figure before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return Ratio > before.Ratio * (1 + SlowerBy);
    }

    /// <summary>Whether it allocates more than a twentieth and 16 bytes more than it did.</summary>
    public bool IsLargerThan(Figure before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return Bytes > before.Bytes * (1 + MoreBy) && Bytes > before.Bytes + MoreBytes;
    }
}
