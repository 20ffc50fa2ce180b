using System.Text;
using System.Text.Json;

namespace LambdaStream.Connectors;

/// <summary>Requests and answers in the JSON of Lambda's API, as fault events show them.</summary>
internal static class LambdaJson
{
    public static Json Of(InvokeRequest request) =>
        Json.ObjectOf(
            ("FunctionName", request.FunctionName),
            ("InvocationType", request.InvocationType?.ToString()),
            ("Payload", TextOf(request.Payload)),
            ("Qualifier", request.Qualifier),
            ("ClientContext", request.ClientContext),
            ("region", request.Region)
        );

    public static Json Of(InvokeResponse response) =>
        Json.ObjectOf(
            ("StatusCode", (long)response.StatusCode),
            ("FunctionError", response.FunctionError),
            ("ExecutedVersion", response.ExecutedVersion),
            ("Payload", TextOf(response.Payload))
        );

    public static Json Of(CreateEventSourceMappingRequest request) =>
        Json.ObjectOf(
            ("EventSourceArn", request.EventSourceArn),
            ("FunctionName", request.FunctionName),
            ("Enabled", Flag(request.Enabled)),
            ("BatchSize", (long?)request.BatchSize),
            ("MaximumBatchingWindowInSeconds", (long?)request.MaximumBatchingWindowInSeconds),
            ("ParallelizationFactor", (long?)request.ParallelizationFactor),
            ("StartingPosition", request.StartingPosition),
            (
                "StartingPositionTimestamp",
                request.StartingPositionTimestamp is { } time ? time.ToUnixTimeMilliseconds() / 1000m : default(Json)
            ),
            ("MaximumRecordAgeInSeconds", (long?)request.MaximumRecordAgeInSeconds),
            ("MaximumRetryAttempts", (long?)request.MaximumRetryAttempts),
            ("BisectBatchOnFunctionError", Flag(request.BisectBatchOnFunctionError)),
            ("TumblingWindowInSeconds", (long?)request.TumblingWindowInSeconds),
            ("FunctionResponseTypes", Texts(request.FunctionResponseTypes)),
            ("FilterCriteria", request.FilterCriteria),
            ("DestinationConfig", request.DestinationConfig),
            ("region", request.Region)
        );

    public static Json Of(UpdateEventSourceMappingRequest request) =>
        Json.ObjectOf(
            ("UUID", request.UUID),
            ("FunctionName", request.FunctionName),
            ("Enabled", Flag(request.Enabled)),
            ("BatchSize", (long?)request.BatchSize),
            ("MaximumBatchingWindowInSeconds", (long?)request.MaximumBatchingWindowInSeconds),
            ("ParallelizationFactor", (long?)request.ParallelizationFactor),
            ("MaximumRecordAgeInSeconds", (long?)request.MaximumRecordAgeInSeconds),
            ("MaximumRetryAttempts", (long?)request.MaximumRetryAttempts),
            ("BisectBatchOnFunctionError", Flag(request.BisectBatchOnFunctionError)),
            ("region", request.Region)
        );

    public static Json Of(DeleteEventSourceMappingRequest request) =>
        Json.ObjectOf(("UUID", request.UUID), ("region", request.Region));

    public static Json Of(ListEventSourceMappingsRequest request) =>
        Json.ObjectOf(
            ("FunctionName", request.FunctionName),
            ("EventSourceArn", request.EventSourceArn),
            ("Marker", request.Marker),
            ("MaxItems", (long?)request.MaxItems),
            ("region", request.Region)
        );

    public static Json Of(ListEventSourceMappingsResponse response) =>
        Json.ObjectOf(
            ("EventSourceMappings", Json.ArrayOf([.. response.EventSourceMappings.Select(Of)])),
            ("NextMarker", response.NextMarker)
        );

    public static Json Of(EventSourceMappingConfiguration mapping) =>
        Json.ObjectOf(
            ("UUID", mapping.UUID),
            ("State", mapping.State),
            ("EventSourceArn", mapping.EventSourceArn),
            ("FunctionArn", mapping.FunctionArn),
            ("BatchSize", (long?)mapping.BatchSize),
            ("MaximumBatchingWindowInSeconds", (long?)mapping.MaximumBatchingWindowInSeconds),
            ("ParallelizationFactor", (long?)mapping.ParallelizationFactor),
            ("StartingPosition", mapping.StartingPosition),
            ("MaximumRecordAgeInSeconds", (long?)mapping.MaximumRecordAgeInSeconds),
            ("MaximumRetryAttempts", (long?)mapping.MaximumRetryAttempts),
            ("BisectBatchOnFunctionError", Flag(mapping.BisectBatchOnFunctionError)),
            ("TumblingWindowInSeconds", (long?)mapping.TumblingWindowInSeconds),
            ("FunctionResponseTypes", Texts(mapping.FunctionResponseTypes)),
            ("FilterCriteria", mapping.FilterCriteria),
            ("DestinationConfig", mapping.DestinationConfig)
        );

    private static Json Flag(bool? flag) => flag is { } value ? value : default(Json);

    private static Json Texts(IReadOnlyList<string>? texts) =>
        texts is null ? default : Json.ArrayOf([.. texts.Select(text => (Json)text)]);

    // As the JSON that it is, so that redaction finds what is in it; otherwise as text.
    private static Json TextOf(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty)
            return default;
        try
        {
            return Json.Parse(payload.ToArray());
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(payload.Span);
        }
    }
}
