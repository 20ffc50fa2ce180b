using System.Text;

namespace LambdaStream.Connectors;

/// <summary>Requests and answers in the JSON of EventBridge's API, as fault events show them.</summary>
internal static class EventBridgeJson
{
    public static Json Of(PutEventsRequestEntry entry) =>
        Json.ObjectOf(
            ("EventBusName", entry.EventBusName),
            ("Source", entry.Source),
            ("DetailType", entry.DetailType),
            ("Detail", Encoding.UTF8.GetString(entry.Detail.ToUtf8()))
        );

    public static Json Of(PutEventsRequest request) =>
        Json.ObjectOf(("Entries", Json.ArrayOf([.. request.Entries.Select(Of)])), ("EndpointId", request.EndpointId));

    public static Json Of(PutEventsResponse response) =>
        Json.ObjectOf(
            ("FailedEntryCount", (long)response.FailedEntryCount),
            ("Entries", Json.ArrayOf([.. response.Entries.Select(Of)]))
        );

    private static Json Of(PutEventsResultEntry entry) =>
        Json.ObjectOf(("EventId", entry.EventId), ("ErrorCode", entry.ErrorCode), ("ErrorMessage", entry.ErrorMessage));
}
