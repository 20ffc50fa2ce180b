using System.Globalization;

namespace LambdaStream.Peers;

/// <summary>How many rules there are and which events they want; the name says it, as in <c>listener-10-tenth</c>.</summary>
/// <remarks>The Node side reads the same names (peers/node/listener.mjs).</remarks>
/// <param name="Rules">The number of rules.</param>
/// <param name="Wanted">Of the ten event types that occur, how many are wanted, each by one rule.</param>
public sealed record Scenario(int Rules, int Wanted)
{
    /// <summary>The types that rules want; null for the one rule that takes them all.</summary>
    public IReadOnlyList<string>? EventTypes =>
        this is (1, 10) ? null : [.. Enumerable.Range(0, Rules).Select(EventType)];

    /// <exception cref="FormatException">It is no name of a scenario.</exception>
    public static Scenario Parse(string name) =>
        name.Split('-') is ["listener", var rules, ("all" or "tenth" or "none") and var wanted]
            ? new(
                int.Parse(rules, CultureInfo.InvariantCulture),
                wanted switch
                {
                    "all" => 10,
                    "tenth" => 1,
                    _ => 0,
                }
            )
            : throw new FormatException($"{name} is no scenario: expected listener-RULES-all, -tenth or -none.");

    private string EventType(int rule) =>
        rule < Wanted
            ? KinesisPayload.EventTypes[rule]
            : string.Create(CultureInfo.InvariantCulture, $"other-{rule}-created");
}
