using LambdaStream.Connectors;
using Microsoft.Extensions.Time.Testing;

namespace LambdaStream.Local.Tests.Control;

public class SchedulerTests
{
    private readonly FakeTimeProvider _time = new(Some.Instant);
    private readonly LocalWorld _world;

    public SchedulerTests() => _world = new(_time);

    [Fact]
    public async Task Schedule_AtATime_FiresThenAndIsDeleted()
    {
        await _world.Scheduler.CreateScheduleAsync(
            Request("at(2026-11-23T09:00:00)") with
            {
                ScheduleExpressionTimezone = "Europe/Berlin",
            },
            default
        );

        await _world.DrainAsync();
        Assert.Empty(_world.Bus("default").Events);
        _time.SetUtcNow(new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await _world.DrainAsync();

        var envelope = Assert.Single(_world.Bus("default").Events);
        Assert.Equal(("wake-up", "custom"), (envelope["detail-type"].GetString(), envelope["source"].GetString()));
        Assert.Equal("x", envelope["detail"]["type"].GetString());
        Assert.Empty(_world.Schedules);
    }

    [Fact]
    public async Task Schedule_AtARate_FiresAgainUntilItsEnd()
    {
        await _world.Scheduler.CreateScheduleAsync(
            Request("rate(10 minutes)") with
            {
                EndDate = Some.Instant.AddMinutes(35),
            },
            default
        );

        for (var i = 0; i < 6; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(10));
            await _world.DrainAsync();
        }

        Assert.Equal(3, _world.Bus("default").Events.Count);
        Assert.Empty(_world.Schedules);
    }

    [Fact]
    public async Task Schedule_ForABusThatIsNotThere_IsUndelivered()
    {
        var request = Request("rate(1 minute)") with { State = null };
        await _world.Scheduler.CreateScheduleAsync(
            request with
            {
                Target = request.Target with { Arn = "arn:aws:events:us-east-1:0:event-bus/none" },
                EndDate = Some.Instant.AddMinutes(1),
            },
            default
        );
        _time.Advance(TimeSpan.FromMinutes(1));

        await _world.DrainAsync();

        Assert.Single(_world.UndeliveredSchedules);
    }

    [Fact]
    public async Task Schedule_OutsideTheLimits_IsRefused()
    {
        await RefusedAsync("ValidationException", Request("cron(0 8 * * ? *)"));
        await RefusedAsync("ValidationException", Request("at(tomorrow)"));
        await RefusedAsync("ValidationException", Request("rate(1 minute)") with { Name = "a b" });
        await RefusedAsync("ValidationException", Request("rate(1 minute)") with { Target = new() { Arn = "a" } });
        var request = Request("rate(1 minute)") with { ClientToken = "t" };
        await _world.Scheduler.CreateScheduleAsync(request, default);
        await _world.Scheduler.CreateScheduleAsync(request, default);
        await RefusedAsync("ConflictException", Request("rate(1 minute)"));
        Assert.Single(_world.Schedules);
    }

    private CreateScheduleRequest Request(string expression) =>
        new()
        {
            Name = "later",
            ScheduleExpression = expression,
            ActionAfterCompletion = "DELETE",
            Target = new()
            {
                Arn = _world.Bus("default").Arn,
                RoleArn = "arn:role",
                Input = """{"type":"x"}""",
                EventBridgeParameters = new() { DetailType = "wake-up", Source = "custom" },
            },
        };

    private async Task RefusedAsync(string code, CreateScheduleRequest request)
    {
        var error = await Assert.ThrowsAsync<ServiceException>(async () =>
            await _world.Scheduler.CreateScheduleAsync(request, default)
        );
        Assert.Equal(code, error.Code);
    }
}
