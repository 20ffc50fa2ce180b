using LambdaStream.Connectors;
using LambdaStream.Peers;
using LambdaStream.Testing;

namespace LambdaStream.Benchmarks.Cases;

/// <summary>A source and a payload of <see cref="Units"/> records of about 1 KB for it.</summary>
internal sealed record Input(Source Source, byte[] Payload)
{
    /// <summary>Enough for several full batches of every target, and few enough to leave the collector out of it.</summary>
    public const int Units = 200;

    /// <summary>Domain events.</summary>
    public static Input Events() => new(From.Kinesis(), KinesisPayload.Create(Units));

    /// <summary>Changes of entities.</summary>
    public static Input Changes() => new(From.DynamoDb(), TablePayload.Changes(Units));

    /// <summary>Insertions of rows of collected events.</summary>
    public static Input Collected() => new(From.DynamoDb(), TablePayload.Collected(Units));

    /// <summary>Domain events for Firehose to deliver.</summary>
    public static Input Firehose() =>
        new(From.Firehose(), Records.Firehose(Enumerable.Range(0, Units).Select(EventAt)));

    /// <summary>Removals of rows of collected events that have expired.</summary>
    public static Input Expiries() =>
        new(From.DynamoDb(), Records.DynamoDb([.. Rows(Units).Select(row => Expiry(row.With("expire", true)))]));

    public static Event EventAt(int index) => Event.Parse(KinesisPayload.CreateEvent(index));

    /// <summary>Rows of collected events, as a table has them.</summary>
    public static Item[] Rows(int count)
    {
        List<Item> rows = [];
        foreach (var row in Json.Parse(TablePayload.Correlated(count)).EnumerateArray())
            rows.Add(Item.FromTypedJson(row));
        return [.. rows];
    }

    private static Change Expiry(Item row)
    {
        var change = Change.Remove(row);
        return change with { OldImage = row.With("ttl", (long)change.Time), IsExpiry = true };
    }
}
