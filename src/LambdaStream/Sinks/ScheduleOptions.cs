using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>How <see cref="Steps.ScheduleEvent"/> works. What is null comes from the function's options.</summary>
public sealed record ScheduleOptions
{
    internal static ScheduleOptions Default { get; } = new();

    /// <summary>The slot of the request; by default <see cref="Slots.ScheduleRequest"/>.</summary>
    public Slot<CreateScheduleRequest> Request { get; init; } = Slots.ScheduleRequest;

    /// <summary>The slot of the answer; by default <see cref="Slots.ScheduleResponse"/>.</summary>
    public Slot<CreateScheduleResponse> Response { get; init; } = Slots.ScheduleResponse;

    /// <summary>The ARN of the bus for schedules that send to none; by default BUS_ARN.</summary>
    public string? BusArn { get; init; }

    /// <summary>The role for schedules that name none; by default SCHEDULER_ROLE_ARN.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The key for schedules that name none; by default MASTER_KEY_ARN.</summary>
    public string? KmsKeyArn { get; init; }

    /// <summary>A scheduler of one's own.</summary>
    public IScheduler? Scheduler { get; init; }

    /// <summary>Requests in flight; by default <see cref="StreamOptions.Parallel"/>.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default everything.</summary>
    public Order Order { get; init; }

    /// <summary>The most requests in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }
}
