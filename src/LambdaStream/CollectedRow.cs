using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>The row in which an event was collected or correlated, of a unit whose event is the stored one.</summary>
public sealed class CollectedRow
{
    /// <summary>The discriminator, and the sort key, of the row of a collected event.</summary>
    public const string Collected = "EVENT";

    /// <summary>The discriminator of the row of a correlated event.</summary>
    public const string Correlation = "CORREL";

    private readonly bool _showsKeys;

    internal CollectedRow(Item item, string? id, bool showsKeys)
    {
        Item = item;
        Id = id;
        IsCorrelation = item["discriminator"] == Correlation;
        _showsKeys = showsKeys;
    }

    /// <summary>The types of the changes that insert a row, whatever prefix the source gives them: the <see cref="Rule.Routing"/> of a flavor on collected events.</summary>
    public static EventTypes Insertions { get; } = EventTypes.EndingWith("-created");

    /// <summary>The event that a row of collected or correlated events holds.</summary>
    /// <exception cref="InvalidOperationException">There is none in it.</exception>
    public static Event EventOf(Item row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row["event"] is { Type: AttributeType.Map } stored
            ? Event.From(stored)
            : throw new InvalidOperationException("The row of a collected event has no event in it.");
    }

    /// <summary>The row as it was inserted.</summary>
    public Item Item { get; }

    /// <summary>The id of the change that inserted the row; null where it has none.</summary>
    public string? Id { get; }

    /// <summary>Where in its stream or queue the event came; null where the row does not say.</summary>
    public string? SequenceNumber => Text("sequenceNumber");

    /// <summary>When the row expires, in seconds since 1970; null where it does not.</summary>
    public long? Ttl => Item["ttl"].TryGetInt64(out var seconds) ? seconds : null;

    /// <summary>The hash key of the row.</summary>
    public string? Pk => Text("pk");

    /// <summary>The key that the event was collected under; null on rows of correlated events.</summary>
    public string? Data => Text("data");

    /// <summary>Whether the row was written by <see cref="Correlate"/> rather than <see cref="Collect"/>.</summary>
    public bool IsCorrelation { get; }

    /// <summary>The key that the row's event has in common with others: <see cref="Pk"/> of a correlated, <see cref="Data"/> of a collected one.</summary>
    public string? CorrelationKey => field ??= IsCorrelation ? Pk : Data;

    /// <summary>What tells alternate correlations under one key apart; null where there is none.</summary>
    public string? Suffix => Text("suffix");

    /// <summary>The row's facts under the names that the Node library gives them.</summary>
    public Json ToJson() =>
        _showsKeys
            ? Json.ObjectOf(
                ("id", Id),
                ("sequenceNumber", Value("sequenceNumber")),
                ("ttl", Value("ttl")),
                ("expire", Value("expire")),
                ("pk", Value("pk")),
                ("data", Value("data")),
                ("correlationKey", Value(IsCorrelation ? "pk" : "data")),
                ("suffix", Value("suffix")),
                ("correlation", IsCorrelation)
            )
            : Json.ObjectOf(
                ("sequenceNumber", Value("sequenceNumber")),
                ("ttl", Value("ttl")),
                ("data", Value("data"))
            );

    private Json Value(string name) => Item[name] is { IsDefined: true } value ? value.ToJson() : default;

    private string? Text(string name) =>
        Item[name] switch
        {
            { Type: AttributeType.Text } text => text.GetText(),
            { Type: AttributeType.Number } number => number.GetNumber(),
            _ => null,
        };
}
