namespace LambdaStream.Simulator.Topologies;

/// <summary>What becomes of a record in a user's function: the same each time it is delivered, but that some errors pass.</summary>
internal sealed class Fate(int seed, double poison, double passing)
{
    /// <summary>A number from 0 to below 1 that belongs to a record and a place.</summary>
    public double Of(int record, int place)
    {
        var mixed =
            (ulong)seed * 0x9E3779B97F4A7C15 + (ulong)record * 0xBF58476D1CE4E5B9 + (ulong)place * 0x94D049BB133111EB;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) / (double)(1UL << 53);
    }

    /// <summary>The error of a record at a place; null where there is none.</summary>
    public Exception? ErrorOf(int record, int place, int deliveries)
    {
        var chance = Of(record, place);
        return chance < poison ? new InvalidOperationException($"record {record} is poison")
            : chance < poison + passing && deliveries <= 1 ? new TimeoutException($"record {record} fails once")
            : null;
    }
}
