using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>Changes of a DynamoDB table, from its stream.</summary>
    /// <remarks>
    /// The type of an event is what changed and how: <c>thing-created</c>, <c>thing-updated</c>, <c>thing-deleted</c>, or
    /// <c>thing-undeleted</c> after a soft deletion. Its images are <see cref="Event.NewImage"/> and
    /// <see cref="Event.OldImage"/>.
    /// </remarks>
    public static Source DynamoDb(DynamoDbSourceOptions? options = null) => new DynamoDbSource(options ?? new());

    private sealed class DynamoDbSource(DynamoDbSourceOptions options) : RecordsSource
    {
        internal override string Name => "DynamoDb";

        private static readonly Mark[] Known = [new("Records", "aws:dynamodb")];

        internal override Checkpoint Checkpoint => Checkpoint.Lowest;

        internal override IReadOnlyList<Mark> Marks => Known;

        private protected override void ReadRecord(ref JsonScanner scanner, Intake intake)
        {
            var record = ChangeRecord.Read(ref scanner, intake.Shapes);
            intake.OneSource(record.EventSource);
            TakeChange(new(record.Json, record.EventId, record.SequenceNumber), record, options, intake);
        }
    }

    private static void TakeChange(
        in RecordHead head,
        in ChangeRecord record,
        DynamoDbSourceOptions options,
        Intake intake
    )
    {
        try
        {
            var change = new DynamoDbChange(record, options);
            if (!change.IsWanted(intake.Region))
            {
                intake.Unwanted();
                return;
            }
            var type = change.Type();
            if (intake.RouteOf(type) is { } route)
                intake.Event(head, change.ToEvent(type, intake.RegionTags(record.AwsRegion)), route);
        }
        catch (Exception error)
        {
            intake.Unreadable(head, null, error);
        }
    }
}

/// <summary>How the changes of a table are read.</summary>
public sealed record DynamoDbSourceOptions
{
    /// <summary>The name of the hash key, whose value is the event's partition key; by default pk.</summary>
    public string HashKey { get; init; } = "pk";

    /// <summary>The name of the range key, which says what kind of item it is where there is no discriminator; by default sk.</summary>
    public string RangeKey { get; init; } = "sk";

    /// <summary>The name of the attribute that says what kind of item it is; by default discriminator.</summary>
    public string Discriminator { get; init; } = "discriminator";

    /// <summary>The first part of every event type, in the place of the kind of item; by default none.</summary>
    public string? EventTypePrefix { get; init; }

    /// <summary>Whether deletions by expiry are dropped; by default they are not.</summary>
    public bool IgnoreTtlExpiredEvents { get; init; }

    /// <summary>Whether changes that another region of a global table has made are dropped; by default they are.</summary>
    public bool IgnoreReplicas { get; init; } = true;

    /// <summary>Whether an event's time is the stream's rather than the item's timestamp; by default the item's.</summary>
    public bool PreferApproximateTimestamp { get; init; }
}
