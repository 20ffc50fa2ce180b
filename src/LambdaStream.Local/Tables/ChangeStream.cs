using LambdaStream.Connectors;
using LambdaStream.Local.Streams;
using LambdaStream.Local.Tables.Values;

namespace LambdaStream.Local.Tables;

/// <summary>A table's change stream, in the form in which Lambda delivers DynamoDB Streams.</summary>
internal sealed class ChangeStream(string tableArn, KeySchema schema, LocalEnvironment environment)
{
    // Real sequence numbers have 21 digits and more, too many for a 64-bit integer.
    private static readonly UInt128 FirstSequenceNumber = UInt128.Parse("100000000000000000000", null);

    private readonly string _arn = $"{tableArn}/stream/{environment.Now:yyyy-MM-ddTHH:mm:ss.fff}";
    private UInt128 _next = FirstSequenceNumber;

    public string Arn => _arn;

    public Shard Shard { get; } = new("shardId-00000000000000000000-00000000");

    /// <summary>Adds the record of a change. Calls must not overlap.</summary>
    /// <param name="before">The item as it was; null if there was none.</param>
    /// <param name="after">The item as it is; null if it is gone.</param>
    /// <param name="isExpiry">Whether its time to live was over.</param>
    public void Append(Item? before, Item? after, bool isExpiry)
    {
        var keys = schema.Of(after ?? before!);
        var size =
            ItemSize.Of(keys) + (before is null ? 0 : ItemSize.Of(before)) + (after is null ? 0 : ItemSize.Of(after));
        var sequenceNumber = (++_next).ToString(null, null);
        var record = Json.ObjectOf(
            ("eventID", environment.Ids.Next().ToString("N")),
            (
                "eventName",
                before is null ? "INSERT"
                : after is null ? "REMOVE"
                : "MODIFY"
            ),
            ("eventVersion", "1.1"),
            ("eventSource", "aws:dynamodb"),
            ("awsRegion", environment.Region),
            (
                "dynamodb",
                Json.ObjectOf(
                    ("ApproximateCreationDateTime", environment.Now.ToUnixTimeSeconds()),
                    ("Keys", keys.ToTypedJson()),
                    ("NewImage", after?.ToTypedJson() ?? default),
                    ("OldImage", before?.ToTypedJson() ?? default),
                    ("SequenceNumber", sequenceNumber),
                    ("SizeBytes", size),
                    ("StreamViewType", "NEW_AND_OLD_IMAGES")
                )
            ),
            ("userIdentity", isExpiry ? TimeToLiveIdentity() : default),
            ("eventSourceARN", _arn)
        );
        Shard.Append(new(sequenceNumber, record));
    }

    private static Json TimeToLiveIdentity() =>
        Json.ObjectOf(("type", "Service"), ("principalId", "dynamodb.amazonaws.com"));
}
