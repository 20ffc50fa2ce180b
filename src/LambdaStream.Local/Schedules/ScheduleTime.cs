using System.Globalization;

namespace LambdaStream.Local.Schedules;

/// <summary>When a schedule fires: at a time, or at a rate. Cron expressions an embedded world does not know.</summary>
internal readonly record struct ScheduleTime(DateTimeOffset First, TimeSpan? Every)
{
    /// <summary>Reads an expression; null where it is none that is known.</summary>
    public static ScheduleTime? Parse(string expression, string? timeZone, DateTimeOffset now)
    {
        if (Inner(expression, "at") is { } at)
        {
            if (
                !DateTime.TryParseExact(
                    at,
                    "yyyy-MM-dd'T'HH:mm:ss",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var local
                ) || !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone ?? "UTC", out var zone)
            )
                return null;
            return new(new(local, zone.GetUtcOffset(local)), null);
        }
        if (
            Inner(expression, "rate")?.Split(' ') is not [var text, var unit]
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count < 1
        )
            return null;
        TimeSpan? every = unit switch
        {
            "minute" or "minutes" => TimeSpan.FromMinutes(count),
            "hour" or "hours" => TimeSpan.FromHours(count),
            "day" or "days" => TimeSpan.FromDays(count),
            _ => null,
        };
        return every is { } period ? new(now + period, period) : null;
    }

    private static string? Inner(string expression, string name) =>
        expression.StartsWith(name + "(", StringComparison.Ordinal) && expression.EndsWith(')')
            ? expression[(name.Length + 1)..^1]
            : null;
}
