using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>EventBridge Scheduler on the scripted services.</summary>
internal sealed class SchedulerPort(ScriptedServices services) : IScheduler
{
    private readonly ScriptedClient _client = new(services, "scheduler");

    public async ValueTask<CreateScheduleResponse> CreateScheduleAsync(
        CreateScheduleRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync("CreateSchedule", ScheduleForms.Of(request));
        return new() { ScheduleArn = ApiJson.ToText(answer?["ScheduleArn"]) };
    }
}
