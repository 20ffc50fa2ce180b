namespace LambdaStream;

/// <summary>When rows expire: DynamoDB deletes an item some time after the seconds in its TTL attribute.</summary>
public static class TimeToLive
{
    private const int SecondsPerDay = 24 * 60 * 60;

    /// <summary>The time to live of something that happened at a time and is kept for some days.</summary>
    /// <param name="timestamp">In milliseconds since 1970.</param>
    /// <param name="days">How many days it is kept; half a day is 0.5.</param>
    /// <returns>In seconds since 1970, as DynamoDB wants it.</returns>
    public static long After(long timestamp, double days) =>
        (long)(Math.Floor(timestamp / 1000d) + days * SecondsPerDay);

    /// <summary>The time to live of what a unit of work writes; null where its event has no timestamp.</summary>
    /// <param name="uow">The unit, whose event's timestamp counts.</param>
    /// <param name="days">How many days it is kept, by default <see cref="StreamOptions.TtlDays"/>.</param>
    /// <returns>In seconds since 1970, as DynamoDB wants it.</returns>
    public static long? TtlAfter(this UnitOfWork uow, double? days = null)
    {
        ArgumentNullException.ThrowIfNull(uow);
        return uow.Event.Timestamp is { } timestamp ? After(timestamp, days ?? uow.Invocation.Options.TtlDays) : null;
    }
}
