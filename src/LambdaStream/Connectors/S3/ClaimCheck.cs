using System.Text.Json;

namespace LambdaStream.Connectors;

/// <summary>The small event that goes in the place of one that is stored, because it is too large.</summary>
internal static class ClaimCheck
{
    private const string Member = "s3";

    /// <summary>The claim check for an event that is stored there.</summary>
    public static Event For(Event @event, string bucket, string key) =>
        Event.Of(
            ("id", @event["id"]),
            ("type", @event["type"]),
            ("partitionKey", @event["partitionKey"]),
            ("timestamp", @event["timestamp"]),
            ("tags", @event["tags"]),
            (Member, Json.ObjectOf(("bucket", bucket), ("key", key)))
        );

    /// <summary>Where the event is stored for which this one stands; null where it stands for itself.</summary>
    /// <remarks>
    /// A claim check has nothing but a head and <c>s3</c>, and that has nothing but <c>bucket</c> and <c>key</c>: an event that
    /// tells of a file has more.
    /// </remarks>
    public static GetObjectRequest? PlaceOf(Event @event)
    {
        if (!@event.MayBeClaimCheck)
            return null;
        var s3 = @event[Member];
        if (
            s3.Kind is not JsonValueKind.Object
            || s3["bucket"] is not { Kind: JsonValueKind.String } bucket
            || s3["key"] is not { Kind: JsonValueKind.String } key
            || !HasOnlyPlace(s3)
            || !@event.HasOnly("id", "type", "partitionKey", "timestamp", "tags", Member, CloudEvent.Member)
        )
            return null;
        return new() { Bucket = bucket.GetString(), Key = key.GetString()! };
    }

    private static bool HasOnlyPlace(Json s3)
    {
        foreach (var (name, _) in s3.EnumerateObject())
        {
            if (name is not ("bucket" or "key"))
                return false;
        }
        return true;
    }
}
