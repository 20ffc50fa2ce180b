namespace LambdaStream.Simulator.Histories;

/// <summary>What the simulator leaves on units of work.</summary>
internal static class Units
{
    /// <summary>Which part of a record a unit is.</summary>
    public static Slot<string> Part { get; } = new("part", part => part);
}
