using System.Globalization;

namespace LambdaStream.Peers;

/// <summary>How many rules there are and which events they want; the name says it, as in <c>listener-10-tenth</c>.</summary>
/// <remarks>The Node side reads the same names (peers/node/listener.mjs).</remarks>
public sealed record Scenario(int Rules, bool AllWanted)
{
    /// <summary>The types that rules want; null for the one rule that takes them all.</summary>
    public IReadOnlyList<string>? EventTypes =>
        this is (1, true) ? null : [.. Enumerable.Range(0, Rules).Select(EventType)];

    /// <exception cref="FormatException">It is no name of a scenario.</exception>
    public static Scenario Parse(string name) =>
        name.Split('-') is ["listener", var rules, ("all" or "tenth") and var wanted]
            ? new(int.Parse(rules, CultureInfo.InvariantCulture), wanted is "all")
            : throw new FormatException($"{name} is no scenario: expected listener-RULES-all or listener-RULES-tenth.");

    private string EventType(int rule) =>
        rule < (AllWanted ? KinesisPayload.EventTypes.Count : 1)
            ? KinesisPayload.EventTypes[rule]
            : string.Create(CultureInfo.InvariantCulture, $"other-{rule}-created");
}
