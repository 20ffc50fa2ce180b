using System.Globalization;

namespace LambdaStream.Peers;

/// <summary>What a function does; the name says it, as in <c>listener-10-tenth</c>, <c>trigger-10</c> or <c>evaluate-50</c>.</summary>
/// <remarks>The Node side reads the same names (peers/node).</remarks>
/// <param name="Kind">listener, http (a listener over HTTP), trigger or evaluate.</param>
/// <param name="Number">The number of rules; of evaluate, the number of correlated events.</param>
/// <param name="Wanted">Of the ten event types that occur, how many are wanted, each by one rule.</param>
public sealed record Scenario(string Kind, int Number, int Wanted = 10)
{
    /// <summary>The types that a listener's rules want; null for the one rule that takes them all.</summary>
    public IReadOnlyList<string>? EventTypes =>
        (Number, Wanted) is (1, 10) ? null : [.. Enumerable.Range(0, Number).Select(EventType)];

    /// <exception cref="FormatException">It is no name of a scenario.</exception>
    public static Scenario Parse(string name) =>
        name.Split('-') switch
        {
            ["listener", var rules, "all"] => new("listener", Integer(rules)),
            ["listener", var rules, "tenth"] => new("listener", Integer(rules), 1),
            ["listener", var rules, "none"] => new("listener", Integer(rules), 0),
            ["http", "listener", var rules] => new("http", Integer(rules)),
            ["trigger", var rules] => new("trigger", Integer(rules)),
            ["evaluate", var correlated] => new("evaluate", Integer(correlated)),
            _ => throw new FormatException($"{name} is no scenario."),
        };

    private static int Integer(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private string EventType(int rule) =>
        rule < Wanted
            ? KinesisPayload.EventTypes[rule]
            : string.Create(CultureInfo.InvariantCulture, $"other-{rule}-created");
}
