using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>EventBridge on the scripted services.</summary>
internal sealed class EventBridgePort(ScriptedServices services) : IEventBridge
{
    private readonly ScriptedClient _client = new(services, "eventbridge");

    public ValueTask<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken)
    {
        var answer = _client.Send(
            "PutEvents",
            Wire.Input(
                (
                    "Entries",
                    Wire.List(
                        request.Entries,
                        entry =>
                            Wire.Input(
                                ("EventBusName", entry.EventBusName),
                                ("Source", entry.Source),
                                ("DetailType", entry.DetailType),
                                ("Detail", entry.Detail.ToString())
                            )
                    )
                ),
                ("EndpointId", request.EndpointId)
            )
        );
        return ValueTask.FromResult(
            new PutEventsResponse
            {
                FailedEntryCount = answer?["FailedEntryCount"]?.GetValue<int>() ?? 0,
                Entries =
                [
                    .. answer!["Entries"]!
                        .AsArray()
                        .Select(entry => new PutEventsResultEntry
                        {
                            EventId = Wire.ToText(entry!["EventId"]),
                            ErrorCode = Wire.ToText(entry["ErrorCode"]),
                            ErrorMessage = Wire.ToText(entry["ErrorMessage"]),
                        }),
                ],
            }
        );
    }
}
