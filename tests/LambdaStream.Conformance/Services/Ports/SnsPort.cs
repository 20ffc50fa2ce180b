using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>SNS on the scripted services.</summary>
internal sealed class SnsPort(ScriptedServices services) : ISns
{
    private readonly ScriptedClient _client = new(services, "sns");

    public async ValueTask<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken)
    {
        var answer = await _client.SendAsync("Publish", MessageForms.Of(request));
        return new() { MessageId = ApiJson.ToText(answer?["MessageId"]) };
    }

    public async ValueTask<PublishBatchResponse> PublishBatchAsync(
        PublishBatchRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync(
            "PublishBatch",
            ApiJson.Input(
                ("TopicArn", request.TopicArn),
                ("PublishBatchRequestEntries", ApiJson.List(request.PublishBatchRequestEntries, MessageForms.Of))
            )
        );
        return new()
        {
            Successful =
            [
                .. (answer?["Successful"] as JsonArray ?? []).Select(entry => new PublishBatchResultEntry
                {
                    Id = ApiJson.ToText(entry!["Id"]) ?? "",
                    MessageId = ApiJson.ToText(entry["MessageId"]),
                }),
            ],
            Failed = MessageForms.Failed(answer),
        };
    }
}
