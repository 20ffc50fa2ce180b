using System.Net;
using System.Text;
using System.Text.Json;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream.Local.Buses;

/// <summary>EventBridge over the buses of a world.</summary>
internal sealed class LocalEventBridge(Func<string, LocalEventBus?> findBus, LocalEnvironment environment)
    : IEventBridge
{
    public ValueTask<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken) =>
        Answer.To(request, PutEvents, cancellationToken);

    private PutEventsResponse PutEvents(PutEventsRequest request)
    {
        var limits = TargetLimits.EventBridge;
        if (request.Entries.Count == 0 || request.Entries.Count > limits.Count)
        {
            throw Refusal(
                "1 validation error detected: Value at 'entries' failed to satisfy constraint: "
                    + $"Member must have length between 1 and {limits.Count}"
            );
        }
        if (request.Entries.Sum(Size) > limits.Bytes)
            throw Refusal("Total size of the entries in the request is over the limit.");
        PutEventsResultEntry[] results = [.. request.Entries.Select(Put)];
        return new() { Entries = results, FailedEntryCount = results.Count(result => result.ErrorCode is not null) };
    }

    private PutEventsResultEntry Put(PutEventsRequestEntry entry)
    {
        if (string.IsNullOrEmpty(entry.Source))
            return Missing("Source");
        if (string.IsNullOrEmpty(entry.DetailType))
            return Missing("DetailType");
        if (!entry.Detail.IsDefined)
            return Missing("Detail");
        if (entry.Detail.Kind is not JsonValueKind.Object)
            return Failed("MalformedDetail", "Detail is malformed.");
        if (entry.Source.StartsWith("aws.", StringComparison.Ordinal))
            return Failed("NotAuthorizedForSourceException", "Not authorized for the source.");
        var name = NameOf(entry.EventBusName);
        // EventBridge itself takes such an event and drops it; a test should hear of it.
        if (findBus(name) is not { } bus)
            return Failed("ResourceNotFoundException", $"Event bus {name} does not exist.");
        var id = environment.Ids.Next().ToString("D");
        bus.Accept(Envelope(id, entry));
        return new() { EventId = id };
    }

    private Json Envelope(string id, PutEventsRequestEntry entry) =>
        Json.ObjectOf(
            ("version", "0"),
            ("id", id),
            ("detail-type", entry.DetailType),
            ("source", entry.Source),
            ("account", LocalEnvironment.Account),
            ("time", $"{environment.Now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"),
            ("region", environment.Region),
            ("resources", Json.ArrayOf()),
            ("detail", entry.Detail)
        );

    private static string NameOf(string? nameOrArn) =>
        string.IsNullOrEmpty(nameOrArn) ? "default" : nameOrArn[(nameOrArn.LastIndexOf('/') + 1)..];

    private static long Size(PutEventsRequestEntry entry) =>
        Encoding.UTF8.GetByteCount(entry.Source ?? "")
        + Encoding.UTF8.GetByteCount(entry.DetailType ?? "")
        + (entry.Detail.IsDefined ? entry.Detail.ToUtf8().Length : 0);

    private static PutEventsResultEntry Missing(string parameter) =>
        Failed("InvalidArgument", $"Parameter {parameter} is not valid. Reason: {parameter} is a required argument.");

    private static PutEventsResultEntry Failed(string code, string message) =>
        new() { ErrorCode = code, ErrorMessage = message };

    private static ServiceException Refusal(string message) =>
        new("ValidationException", message) { StatusCode = HttpStatusCode.BadRequest };
}
