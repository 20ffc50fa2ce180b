using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>SQS on the scripted services.</summary>
internal sealed class SqsPort(ScriptedServices services) : ISqs
{
    private readonly ScriptedClient _client = new(services, "sqs");

    public async ValueTask<SendMessageBatchResponse> SendMessageBatchAsync(
        SendMessageBatchRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync(
            "SendMessageBatch",
            ApiJson.Input(("QueueUrl", request.QueueUrl), ("Entries", ApiJson.List(request.Entries, MessageForms.Of)))
        );
        return new()
        {
            Successful =
            [
                .. (answer?["Successful"] as JsonArray ?? []).Select(entry => new SendMessageBatchResultEntry
                {
                    Id = ApiJson.ToText(entry!["Id"]) ?? "",
                    MessageId = ApiJson.ToText(entry["MessageId"]),
                }),
            ],
            Failed = MessageForms.Failed(answer),
        };
    }
}
