using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Conformance.Services.Wire;

/// <summary>The REST protocol of EventBridge Scheduler.</summary>
internal sealed class SchedulerProtocol : IWireProtocol
{
    public WireCall Decode(LoopbackRequest request)
    {
        if (request.Method != "POST" || request.Target.Split('/') is not ["", "schedules", var name])
            throw new NotSupportedException("scheduler takes POST /schedules/NAME.");
        var input = WireText.JsonBody(request);
        input["Name"] = WireText.Decode(name);
        return new("scheduler", "CreateSchedule", input);
    }

    public LoopbackAnswer Encode(WireCall call, JsonNode? answer) =>
        WireText.Answer(JavaScriptJson.StringifyExactly(answer ?? new JsonObject()));

    public LoopbackAnswer Encode(WireCall call, ServiceException error) => RestErrors.Encode(error);
}
