using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>EventBridge on the scripted services.</summary>
internal sealed class EventBridgePort(ScriptedServices services) : IEventBridge
{
    private readonly ScriptedClient _client = new(services, "eventbridge");

    public async ValueTask<PutEventsResponse> PutEventsAsync(
        PutEventsRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync(
            "PutEvents",
            ApiJson.Input(("Entries", ApiJson.List(request.Entries, Of)), ("EndpointId", request.EndpointId))
        );
        return new()
        {
            FailedEntryCount = answer?["FailedEntryCount"]?.GetValue<int>() ?? 0,
            Entries =
            [
                .. answer!["Entries"]!
                    .AsArray()
                    .Select(entry => new PutEventsResultEntry
                    {
                        EventId = ApiJson.ToText(entry!["EventId"]),
                        ErrorCode = ApiJson.ToText(entry["ErrorCode"]),
                        ErrorMessage = ApiJson.ToText(entry["ErrorMessage"]),
                    }),
            ],
        };
    }

    public static JsonObject Of(PutEventsRequestEntry entry) =>
        ApiJson.Input(
            ("EventBusName", entry.EventBusName),
            ("Source", entry.Source),
            ("DetailType", entry.DetailType),
            ("Detail", entry.Detail.ToString())
        );
}
