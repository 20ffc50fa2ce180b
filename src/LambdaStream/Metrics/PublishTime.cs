using System.Globalization;
using System.Text.Json;

namespace LambdaStream.Metrics;

/// <summary>When a record was put into its source, as the source itself says.</summary>
internal static class PublishTime
{
    /// <summary>The time in milliseconds since 1970; null where the source does not say, as Cognito and a direct call.</summary>
    public static double? Of(UnitOfWork uow)
    {
        if (uow.Origins.Count != 1)
            return null;
        var record = uow.Origins[0].Json;
        return Seconds(record["kinesis"]["approximateArrivalTimestamp"])
            ?? Seconds(record["dynamodb"]["ApproximateCreationDateTime"])
            ?? Milliseconds(record["attributes"]["SentTimestamp"])
            ?? Date(record["Sns"]["Timestamp"])
            ?? Date(record["eventTime"])
            ?? Milliseconds(record["approximateArrivalTimestamp"])
            ?? (record["topic"].IsDefined ? Milliseconds(record["timestamp"]) : null)
            ?? Date(record["time"]);
    }

    private static double? Seconds(Json value) => Number(value) * 1000;

    private static double? Milliseconds(Json value) => Number(value);

    // SQS writes its numbers as text.
    private static double? Number(Json value) =>
        value.Kind switch
        {
            JsonValueKind.Number => Number(value.ToString()),
            JsonValueKind.String => Number(value.GetString()!),
            _ => null,
        };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;

    private static double? Date(Json value) =>
        value.Kind is JsonValueKind.String
        && DateTimeOffset.TryParse(
            value.GetString(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var date
        )
            ? date.ToUnixTimeMilliseconds()
            : null;
}
