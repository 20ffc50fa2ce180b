using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Vectors;

/// <summary>What a vector expects: outcomes, requests, and for Firehose the response.</summary>
internal sealed record Expectation
{
    /// <summary>Of each invocation; one for all where the payload is no array.</summary>
    public required IReadOnlyList<JsonNode?> Outcomes { get; init; }

    public JsonObject? Response { get; init; }

    public required IReadOnlyList<JsonObject> Requests { get; init; }

    /// <summary>The requests come in this order.</summary>
    public bool Ordered { get; init; }

    /// <summary>Equal requests count once.</summary>
    public bool Distinct { get; init; }

    public static Expectation Read(JsonObject expect) =>
        new()
        {
            Outcomes = expect["outcome"] is JsonArray several ? [.. several] : [expect["outcome"]],
            Response = expect["response"] as JsonObject,
            Requests = expect["requests"] is JsonArray requests
                ? [.. requests.Select(request => request!.AsObject())]
                : [],
            Ordered = expect["ordered"]?.GetValue<bool>() is true,
            Distinct = expect["distinct"]?.GetValue<bool>() is true,
        };
}
