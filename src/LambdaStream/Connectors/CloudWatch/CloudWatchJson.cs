namespace LambdaStream.Connectors;

/// <summary>Requests in the JSON of CloudWatch's API, as fault events show them.</summary>
internal static class CloudWatchJson
{
    public static Json Of(PutMetricDataRequest request) =>
        Json.ObjectOf(
            ("Namespace", request.Namespace),
            ("MetricData", Json.ArrayOf([.. request.MetricData.Select(Of)]))
        );

    private static Json Of(MetricDatum datum) =>
        Json.ObjectOf(
            ("MetricName", datum.MetricName),
            ("Value", datum.Value is { } value ? value : default(Json)),
            ("Values", Numbers(datum.Values)),
            ("Counts", Numbers(datum.Counts)),
            (
                "StatisticValues",
                datum.StatisticValues is { } set
                    ? Json.ObjectOf(
                        ("SampleCount", set.SampleCount),
                        ("Sum", set.Sum),
                        ("Minimum", set.Minimum),
                        ("Maximum", set.Maximum)
                    )
                    : default
            ),
            ("Unit", datum.Unit),
            ("Timestamp", datum.Timestamp is { } time ? time.ToUnixTimeMilliseconds() / 1000m : default(Json)),
            (
                "Dimensions",
                datum.Dimensions.Count == 0
                    ? default
                    : Json.ArrayOf([
                        .. datum.Dimensions.Select(dimension =>
                            Json.ObjectOf(("Name", dimension.Name), ("Value", dimension.Value))
                        ),
                    ])
            ),
            ("StorageResolution", (long?)datum.StorageResolution)
        );

    private static Json Numbers(IReadOnlyList<double>? numbers) =>
        numbers is null ? default : Json.ArrayOf([.. numbers.Select(number => (Json)number)]);
}
