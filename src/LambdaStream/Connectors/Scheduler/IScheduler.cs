namespace LambdaStream.Connectors;

/// <summary>The port to EventBridge Scheduler.</summary>
/// <remarks>
/// An implementation raises <see cref="ServiceException"/> with the service's error code when it refuses a request, such as
/// ConflictException where there is a schedule of that name.
/// </remarks>
public interface IScheduler
{
    /// <summary>Creates a schedule.</summary>
    ValueTask<CreateScheduleResponse> CreateScheduleAsync(
        CreateScheduleRequest request,
        CancellationToken cancellationToken
    );
}

/// <summary>The CreateSchedule of EventBridge Scheduler. What is null is the service's default, or the sink's.</summary>
public sealed record CreateScheduleRequest
{
    /// <summary>The name, unique in its group: up to 64 letters, digits, '_', '-' and '.'.</summary>
    public required string Name { get; init; }

    /// <summary>When it fires: <c>at(2026-02-01T00:00:00)</c>, <c>rate(5 minutes)</c> or <c>cron(...)</c>.</summary>
    public required string ScheduleExpression { get; init; }

    /// <summary>The time zone of the expression, by its IANA name; by default UTC.</summary>
    public string? ScheduleExpressionTimezone { get; init; }

    /// <summary>How late it may fire; by default not late at all.</summary>
    public FlexibleTimeWindow FlexibleTimeWindow { get; init; } = new();

    /// <summary>What it sends, and where to.</summary>
    public required ScheduleTarget Target { get; init; }

    /// <summary>The group; by default <c>default</c>.</summary>
    public string? GroupName { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>The time before which it does not fire.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>The time after which it does not fire.</summary>
    public DateTimeOffset? EndDate { get; init; }

    /// <summary>ENABLED, the default, or DISABLED.</summary>
    public string? State { get; init; }

    /// <summary>The key that encrypts it; a sink fills in its own.</summary>
    public string? KmsKeyArn { get; init; }

    /// <summary>NONE or DELETE: what becomes of it when it has fired for the last time; a sink says DELETE.</summary>
    public string? ActionAfterCompletion { get; init; }

    /// <summary>By which the service recognises a repetition of the request; an adapter makes one up for each call.</summary>
    public string? ClientToken { get; init; }
}

/// <summary>How late a schedule may fire.</summary>
public sealed record FlexibleTimeWindow
{
    /// <summary>OFF, the default, or FLEXIBLE.</summary>
    public string Mode { get; init; } = "OFF";

    /// <summary>The most minutes, if it is flexible: 1 to 1,440.</summary>
    public int? MaximumWindowInMinutes { get; init; }
}

/// <summary>What a schedule sends, and where to.</summary>
public sealed record ScheduleTarget
{
    /// <summary>The ARN of the bus, queue, function, stream, ...; a sink fills in the bus.</summary>
    public string? Arn { get; init; }

    /// <summary>The role that may send it there; a sink fills in its own.</summary>
    public string? RoleArn { get; init; }

    /// <summary>What is sent: for a bus the Detail of the event.</summary>
    public string? Input { get; init; }

    /// <summary>What a bus gets besides.</summary>
    public EventBridgeParameters? EventBridgeParameters { get; init; }

    /// <summary>The message group, for a FIFO queue.</summary>
    public string? MessageGroupId { get; init; }

    /// <summary>The partition key, for a stream.</summary>
    public string? PartitionKey { get; init; }

    /// <summary>The queue for what could not be sent.</summary>
    public string? DeadLetterArn { get; init; }

    /// <summary>The seconds for which it is tried again: 60 to 86,400.</summary>
    public int? MaximumEventAgeInSeconds { get; init; }

    /// <summary>How often it is tried again: 0 to 185.</summary>
    public int? MaximumRetryAttempts { get; init; }
}

/// <summary>What a bus gets besides the Detail.</summary>
public sealed record EventBridgeParameters
{
    /// <summary>The event type.</summary>
    public required string DetailType { get; init; }

    /// <summary>Who sends it.</summary>
    public required string Source { get; init; }
}

/// <summary>The answer to CreateSchedule.</summary>
public sealed record CreateScheduleResponse
{
    /// <summary>The ARN of the schedule.</summary>
    public string? ScheduleArn { get; init; }
}
