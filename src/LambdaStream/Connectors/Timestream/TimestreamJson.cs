namespace LambdaStream.Connectors;

/// <summary>Requests and answers in the JSON of Timestream's API, as fault events show them.</summary>
internal static class TimestreamJson
{
    public static Json Of(WriteRecordsRequest request) =>
        Json.ObjectOf(
            ("DatabaseName", request.DatabaseName),
            ("TableName", request.TableName),
            ("CommonAttributes", request.CommonAttributes is { } common ? Of(common) : default),
            ("Records", Json.ArrayOf([.. request.Records.Select(Of)]))
        );

    public static Json Of(WriteRecordsResponse response) =>
        Json.ObjectOf(
            (
                "RecordsIngested",
                response.RecordsIngested is { } ingested
                    ? Json.ObjectOf(
                        ("Total", (long)ingested.Total),
                        ("MemoryStore", (long)ingested.MemoryStore),
                        ("MagneticStore", (long)ingested.MagneticStore)
                    )
                    : default
            )
        );

    private static Json Of(TimestreamRecord record) =>
        Json.ObjectOf(
            ("Dimensions", Of(record.Dimensions)),
            ("MeasureName", record.MeasureName),
            ("MeasureValue", record.MeasureValue),
            ("MeasureValueType", record.MeasureValueType),
            (
                "MeasureValues",
                record.MeasureValues is { } values
                    ? Json.ArrayOf([
                        .. values.Select(value =>
                            Json.ObjectOf(("Name", value.Name), ("Value", value.Value), ("Type", value.Type))
                        ),
                    ])
                    : default
            ),
            ("Time", record.Time),
            ("TimeUnit", record.TimeUnit),
            ("Version", record.Version)
        );

    private static Json Of(IReadOnlyList<TimestreamDimension>? dimensions) =>
        dimensions is null
            ? default
            : Json.ArrayOf([
                .. dimensions.Select(dimension =>
                    Json.ObjectOf(
                        ("Name", dimension.Name),
                        ("Value", dimension.Value),
                        ("DimensionValueType", dimension.DimensionValueType)
                    )
                ),
            ]);
}
