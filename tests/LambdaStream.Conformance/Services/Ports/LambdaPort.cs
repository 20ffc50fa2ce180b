using System.Text;
using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>Lambda on the scripted services.</summary>
internal sealed class LambdaPort(ScriptedServices services) : ILambda
{
    private readonly ScriptedClient _client = new(services, "lambda");

    public async ValueTask<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken)
    {
        var answer = await _client.SendAsync(
            "Invoke",
            ApiJson.Input(
                ("FunctionName", request.FunctionName),
                ("InvocationType", request.InvocationType?.ToString()),
                ("Qualifier", request.Qualifier),
                ("ClientContext", request.ClientContext),
                ("Payload", request.Payload.IsEmpty ? null : Encoding.UTF8.GetString(request.Payload.Span))
            ),
            request.Region
        );
        return new()
        {
            StatusCode = answer?["StatusCode"]?.GetValue<int>() ?? 200,
            FunctionError = ApiJson.ToText(answer?["FunctionError"]),
            Payload = answer?["Payload"] is { } payload ? Encoding.UTF8.GetBytes(payload.ToString()) : default,
        };
    }

    public async ValueTask<EventSourceMappingConfiguration> CreateEventSourceMappingAsync(
        CreateEventSourceMappingRequest request,
        CancellationToken cancellationToken
    ) =>
        Mapping(
            await _client.SendAsync(
                "CreateEventSourceMapping",
                ApiJson.Input(
                    ("EventSourceArn", request.EventSourceArn),
                    ("FunctionName", request.FunctionName),
                    ("Enabled", request.Enabled),
                    ("BatchSize", request.BatchSize),
                    ("MaximumBatchingWindowInSeconds", request.MaximumBatchingWindowInSeconds),
                    ("ParallelizationFactor", request.ParallelizationFactor),
                    ("StartingPosition", request.StartingPosition),
                    ("StartingPositionTimestamp", request.StartingPositionTimestamp?.ToUnixTimeSeconds()),
                    ("MaximumRecordAgeInSeconds", request.MaximumRecordAgeInSeconds),
                    ("MaximumRetryAttempts", request.MaximumRetryAttempts),
                    ("BisectBatchOnFunctionError", request.BisectBatchOnFunctionError),
                    ("TumblingWindowInSeconds", request.TumblingWindowInSeconds),
                    (
                        "FunctionResponseTypes",
                        request.FunctionResponseTypes is { } types
                            ? ApiJson.List(types, type => JsonValue.Create(type))
                            : null
                    ),
                    ("FilterCriteria", ApiJson.From(request.FilterCriteria)),
                    ("DestinationConfig", ApiJson.From(request.DestinationConfig))
                ),
                request.Region
            )
        );

    public async ValueTask<EventSourceMappingConfiguration> UpdateEventSourceMappingAsync(
        UpdateEventSourceMappingRequest request,
        CancellationToken cancellationToken
    ) =>
        Mapping(
            await _client.SendAsync(
                "UpdateEventSourceMapping",
                ApiJson.Input(
                    ("UUID", request.UUID),
                    ("FunctionName", request.FunctionName),
                    ("Enabled", request.Enabled),
                    ("BatchSize", request.BatchSize),
                    ("MaximumBatchingWindowInSeconds", request.MaximumBatchingWindowInSeconds),
                    ("ParallelizationFactor", request.ParallelizationFactor),
                    ("MaximumRecordAgeInSeconds", request.MaximumRecordAgeInSeconds),
                    ("MaximumRetryAttempts", request.MaximumRetryAttempts),
                    ("BisectBatchOnFunctionError", request.BisectBatchOnFunctionError)
                ),
                request.Region
            )
        );

    public async ValueTask<EventSourceMappingConfiguration> DeleteEventSourceMappingAsync(
        DeleteEventSourceMappingRequest request,
        CancellationToken cancellationToken
    ) =>
        Mapping(
            await _client.SendAsync("DeleteEventSourceMapping", ApiJson.Input(("UUID", request.UUID)), request.Region)
        );

    public async ValueTask<ListEventSourceMappingsResponse> ListEventSourceMappingsAsync(
        ListEventSourceMappingsRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync(
            "ListEventSourceMappings",
            ApiJson.Input(
                ("FunctionName", request.FunctionName),
                ("EventSourceArn", request.EventSourceArn),
                ("Marker", request.Marker),
                ("MaxItems", request.MaxItems)
            ),
            request.Region
        );
        return new()
        {
            EventSourceMappings = [.. (answer?["EventSourceMappings"] as JsonArray ?? []).Select(Mapping)],
            NextMarker = ApiJson.ToText(answer?["NextMarker"]),
        };
    }

    private static EventSourceMappingConfiguration Mapping(JsonNode? mapping) =>
        new()
        {
            UUID = ApiJson.ToText(mapping?["UUID"]),
            State = ApiJson.ToText(mapping?["State"]),
            EventSourceArn = ApiJson.ToText(mapping?["EventSourceArn"]),
            FunctionArn = ApiJson.ToText(mapping?["FunctionArn"]),
            BatchSize = Number(mapping, "BatchSize"),
            MaximumBatchingWindowInSeconds = Number(mapping, "MaximumBatchingWindowInSeconds"),
            ParallelizationFactor = Number(mapping, "ParallelizationFactor"),
            StartingPosition = ApiJson.ToText(mapping?["StartingPosition"]),
            MaximumRecordAgeInSeconds = Number(mapping, "MaximumRecordAgeInSeconds"),
            MaximumRetryAttempts = Number(mapping, "MaximumRetryAttempts"),
            BisectBatchOnFunctionError = mapping?["BisectBatchOnFunctionError"]?.GetValue<bool>(),
            TumblingWindowInSeconds = Number(mapping, "TumblingWindowInSeconds"),
            FunctionResponseTypes = mapping?["FunctionResponseTypes"] is JsonArray types
                ? [.. types.Select(type => type!.GetValue<string>())]
                : null,
            FilterCriteria = Json(mapping, "FilterCriteria"),
            DestinationConfig = Json(mapping, "DestinationConfig"),
        };

    private static int? Number(JsonNode? mapping, string name) =>
        mapping?[name] is JsonValue number ? (int)Values.JavaScriptNumber.Double(number) : null;

    private static Json Json(JsonNode? mapping, string name) =>
        mapping?[name] is { } node ? ApiJson.ToJson(node) : default;
}
