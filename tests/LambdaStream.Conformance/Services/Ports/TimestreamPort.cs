using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>Timestream on the scripted services.</summary>
internal sealed class TimestreamPort(ScriptedServices services) : ITimestreamWrite
{
    private readonly ScriptedClient _client = new(services, "timestream");

    public async ValueTask<WriteRecordsResponse> WriteRecordsAsync(
        WriteRecordsRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync("WriteRecords", Of(request));
        return new()
        {
            RecordsIngested = answer?["RecordsIngested"] is JsonObject ingested
                ? new() { Total = ingested["Total"]?.GetValue<int>() ?? 0 }
                : null,
        };
    }

    public static JsonObject Of(WriteRecordsRequest request) =>
        ApiJson.Input(
            ("DatabaseName", request.DatabaseName),
            ("TableName", request.TableName),
            ("CommonAttributes", request.CommonAttributes is { } common ? Of(common) : null),
            ("Records", ApiJson.List(request.Records, Of))
        );

    private static JsonObject Of(TimestreamRecord record) =>
        ApiJson.Input(
            (
                "Dimensions",
                record.Dimensions is { } dimensions
                    ? ApiJson.List(
                        dimensions,
                        dimension =>
                            ApiJson.Input(
                                ("Name", dimension.Name),
                                ("Value", dimension.Value),
                                ("DimensionValueType", dimension.DimensionValueType)
                            )
                    )
                    : null
            ),
            ("MeasureName", record.MeasureName),
            ("MeasureValue", record.MeasureValue),
            ("MeasureValueType", record.MeasureValueType),
            (
                "MeasureValues",
                record.MeasureValues is { } values
                    ? ApiJson.List(
                        values,
                        value => ApiJson.Input(("Name", value.Name), ("Value", value.Value), ("Type", value.Type))
                    )
                    : null
            ),
            ("Time", record.Time),
            ("TimeUnit", record.TimeUnit),
            ("Version", record.Version)
        );
}
