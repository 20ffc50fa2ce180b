using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class ScheduleEventTests : VerbContract
{
    private readonly RecordingScheduler _scheduler = new();

    private protected override IReadOnlyList<Verb> Forms => [source => source.ScheduleEvent()];

    private protected override int MostReadsPerUnit => 2;

    private protected override StreamOptions UnitOptions =>
        new()
        {
            Scheduler = _scheduler,
            BusArn = "arn:bus",
            SchedulerRoleArn = "arn:role",
            MasterKeyArn = "arn:key",
        };

    private static CreateScheduleRequest Request { get; } =
        new()
        {
            Name = "n",
            ScheduleExpression = "rate(1 day)",
            Target = new() { Input = "{}" },
        };

    // Node: schedule
    [Fact]
    public async Task ScheduleEvent_FillsInWhatIsOpen()
    {
        var units = await Unit(Request, UnitOptions).Stream().ScheduleEvent().ToListAsync();

        var sent = Assert.Single(_scheduler.Requests);
        Assert.Equal(("arn:bus", "arn:role", "{}"), (sent.Target.Arn, sent.Target.RoleArn, sent.Target.Input));
        Assert.Equal(("DELETE", "arn:key"), (sent.ActionAfterCompletion, sent.KmsKeyArn));
        Assert.EndsWith("/n", units[0].Get(Slots.ScheduleResponse)!.ScheduleArn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScheduleEvent_WhatTheRequestSays_Wins()
    {
        var request = Request with
        {
            KmsKeyArn = "k",
            ActionAfterCompletion = "NONE",
            Target = new() { Arn = "t", RoleArn = "r" },
        };

        await Unit(request, UnitOptions).Stream().ScheduleEvent().ToListAsync();

        var sent = Assert.Single(_scheduler.Requests);
        Assert.Equal(("t", "r"), (sent.Target.Arn, sent.Target.RoleArn));
        Assert.Equal(("NONE", "k"), (sent.ActionAfterCompletion, sent.KmsKeyArn));
    }

    [Theory]
    [InlineData(false, "BUS_ARN")]
    [InlineData(true, "SCHEDULER_ROLE_ARN")]
    public async Task ScheduleEvent_WithoutATarget_IsAFaultThatSaysWhatToSet(bool hasBus, string variable)
    {
        var unit = Unit(Request, new() { Scheduler = _scheduler, BusArn = hasBus ? "arn:bus" : null });

        Assert.Empty(await unit.Stream().ScheduleEvent().ToListAsync());

        Assert.Contains(variable, Assert.Single(unit.Faults()).Error.Message, StringComparison.Ordinal);
        Assert.Empty(_scheduler.Requests);
    }

    private static UnitOfWork[] Unit(CreateScheduleRequest request, StreamOptions options) =>
        [Some.Unit(options: options).With(Slots.ScheduleRequest, request)];
}
