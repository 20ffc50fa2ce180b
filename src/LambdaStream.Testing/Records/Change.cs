using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>A change of a table, from which <see cref="Records.DynamoDb"/> builds the record of its stream.</summary>
public sealed record Change
{
    /// <summary>When it happened, in seconds since 1970; by default 2018-12-17T22:10:50Z.</summary>
    public decimal Time { get; init; } = 1_545_084_650;

    /// <summary>The key of the item; by default the <c>pk</c> and <c>sk</c> of its image.</summary>
    public Item? Keys { get; init; }

    /// <summary>The item after the change; null after a deletion.</summary>
    public Item? NewImage { get; init; }

    /// <summary>The item before the change; null where it was created.</summary>
    public Item? OldImage { get; init; }

    /// <summary>Whether the item was deleted because it had expired.</summary>
    public bool IsExpiry { get; init; }

    /// <summary>The creation of an item.</summary>
    public static Change Insert(Item image) => new() { NewImage = image };

    /// <summary>The change of an item.</summary>
    public static Change Modify(Item old, Item image) => new() { OldImage = old, NewImage = image };

    /// <summary>The deletion of an item.</summary>
    public static Change Remove(Item old) => new() { OldImage = old };

    internal Json ToRecord(int index) =>
        Json.ObjectOf(
            ("eventID", $"{index}"),
            ("eventName", EventName),
            ("eventVersion", "1.1"),
            ("eventSource", "aws:dynamodb"),
            ("awsRegion", Records.RegionOf(NewImage)),
            (
                "dynamodb",
                Json.ObjectOf([
                    ("ApproximateCreationDateTime", Time),
                    .. Images(),
                    ("SequenceNumber", $"{index}"),
                    ("StreamViewType", "NEW_AND_OLD_IMAGES"),
                ])
            ),
            ("userIdentity", UserIdentity)
        );

    // By way of Kinesis a change has no sequence number of its own, and counts milliseconds.
    internal Json ToKinesisData(int index) =>
        Json.ObjectOf(
            ("awsRegion", Records.RegionOf(NewImage)),
            ("eventID", $"{index}"),
            ("eventName", EventName),
            ("userIdentity", UserIdentity.IsDefined ? UserIdentity : Json.Null),
            ("recordFormat", "application/json"),
            ("tableName", "table"),
            (
                "dynamodb",
                Json.ObjectOf([
                    ("ApproximateCreationDateTime", (long)(Time * 1_000)),
                    .. Images(),
                    ("SizeBytes", 59L),
                    ("ApproximateCreationDateTimePrecision", "MILLISECOND"),
                ])
            ),
            ("eventSource", "aws:dynamodb")
        );

    private string EventName =>
        NewImage is null ? "REMOVE"
        : OldImage is null ? "INSERT"
        : "MODIFY";

    private Json UserIdentity =>
        IsExpiry ? Json.ObjectOf(("type", "Service"), ("principalId", "dynamodb.amazonaws.com")) : default;

    private (string, Json)[] Images()
    {
        var image = NewImage ?? OldImage ?? Item.Empty;
        var keys = Keys ?? Item.Of(("pk", image["pk"]), ("sk", image["sk"]));
        return
        [
            ("Keys", keys.ToTypedJson()),
            ("NewImage", NewImage is null ? default : NewImage.ToTypedJson()),
            ("OldImage", OldImage is null ? default : OldImage.ToTypedJson()),
        ];
    }
}
