using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Services;

/// <summary>A request that reached a service: in which region if not at home, and with its normalised API input.</summary>
internal sealed record RecordedRequest(string Service, string Operation, string? Region, JsonNode? Input)
{
    /// <summary>The form that vectors expect.</summary>
    public JsonObject ToJson()
    {
        var request = new JsonObject
        {
            ["service"] = Service,
            ["operation"] = Operation,
            ["input"] = Input?.DeepClone(),
        };
        if (Region is not null)
            request["region"] = Region;
        return request;
    }
}
