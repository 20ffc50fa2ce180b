using System.Net;
using System.Text.Json;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Schedules;

/// <summary>EventBridge Scheduler: schedules that put events on the buses of a world when their time has come.</summary>
internal sealed class LocalScheduler(IEventBridge buses, LocalEnvironment environment) : IScheduler, IDelivery
{
    private const int MaxNameLength = 64;
    private const string DefaultGroup = "default";

    private readonly Lock _lock = new();
    private readonly List<Schedule> _schedules = [];
    private readonly List<UndeliveredEvent> _undelivered = [];

    public IReadOnlyList<CreateScheduleRequest> Schedules
    {
        get
        {
            lock (_lock)
                return [.. _schedules.Select(schedule => schedule.Request)];
        }
    }

    public IReadOnlyList<UndeliveredEvent> Undelivered
    {
        get
        {
            lock (_lock)
                return [.. _undelivered];
        }
    }

    public string Description => "schedules";

    public DateTimeOffset? Due
    {
        get
        {
            lock (_lock)
                return _schedules.Min(schedule => schedule.Next);
        }
    }

    public ValueTask<CreateScheduleResponse> CreateScheduleAsync(
        CreateScheduleRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, Create, cancellationToken);

    public async ValueTask<bool> DeliverAsync(CancellationToken cancellationToken)
    {
        var now = environment.Now;
        Schedule? due;
        lock (_lock)
            due = _schedules.Where(schedule => schedule.Next <= now).MinBy(schedule => schedule.Next);
        if (due is null)
            return false;
        var target = due.Request.Target;
        var detail = Json.Parse(target.Input ?? "{}");
        var answer = await buses.PutEventsAsync(
            new()
            {
                Entries =
                [
                    new()
                    {
                        EventBusName = target.Arn,
                        Source = target.EventBridgeParameters!.Source,
                        DetailType = target.EventBridgeParameters.DetailType,
                        Detail = detail,
                    },
                ],
            },
            cancellationToken
        );
        lock (_lock)
        {
            if (answer.Entries[0] is { ErrorCode: { } code } failed)
                _undelivered.Add(
                    new()
                    {
                        Envelope = detail,
                        Attempts = 1,
                        Error = new ServiceException(code, failed.ErrorMessage ?? ""),
                    }
                );
            Advance(due);
        }
        return true;
    }

    private void Advance(Schedule due)
    {
        var next = due.Next + due.Every;
        if (next is not null && !(next > due.Request.EndDate))
            due.Next = next;
        else if (due.Request.ActionAfterCompletion is "DELETE")
            _schedules.Remove(due);
        else
            due.Next = null;
    }

    private CreateScheduleResponse Create(CreateScheduleRequest request)
    {
        if (Problem(request) is { } problem)
            throw Refusal("ValidationException", problem);
        var time =
            ScheduleTime.Parse(request.ScheduleExpression, request.ScheduleExpressionTimezone, environment.Now)
            ?? throw Refusal(
                "ValidationException",
                $"Invalid Schedule Expression {request.ScheduleExpression}. An embedded world knows at(...) and rate(...)."
            );
        var group = request.GroupName ?? DefaultGroup;
        var arn = environment.Arn("scheduler", $"schedule/{group}/{request.Name}");
        lock (_lock)
        {
            if (
                _schedules.Find(schedule =>
                    schedule.Request.Name == request.Name && (schedule.Request.GroupName ?? DefaultGroup) == group
                ) is
                { } existing
            )
                return request.ClientToken is { } token && token == existing.Request.ClientToken
                    ? new() { ScheduleArn = arn }
                    : throw Refusal(
                        "ConflictException",
                        $"Schedule {request.Name} already exists.",
                        HttpStatusCode.Conflict
                    );
            _schedules.Add(new(request) { Next = request.State is "DISABLED" ? null : time.First, Every = time.Every });
        }
        return new() { ScheduleArn = arn };
    }

    private static string? Problem(CreateScheduleRequest request)
    {
        if (
            request.Name.Length is 0 or > MaxNameLength
            || request.Name.Any(sign => !char.IsAsciiLetterOrDigit(sign) && sign is not ('-' or '_' or '.'))
        )
            return "1 validation error detected: Value at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9a-zA-Z-_.]+";
        if (string.IsNullOrEmpty(request.Target.Arn) || string.IsNullOrEmpty(request.Target.RoleArn))
            return "1 validation error detected: Value at 'target' failed to satisfy constraint: Arn and RoleArn must not be null";
        if (request.Target.EventBridgeParameters is null)
            return "An embedded world's schedules send to buses: EventBridgeParameters must not be null";
        if (request.FlexibleTimeWindow is { Mode: "FLEXIBLE", MaximumWindowInMinutes: null })
            return "MaximumWindowInMinutes must be set for a flexible time window";
        try
        {
            return Json.Parse(request.Target.Input ?? "{}").Kind is JsonValueKind.Object
                ? null
                : "Invalid RequestJson provided. Reason: the Input of a bus is an object";
        }
        catch (JsonException)
        {
            return "Invalid RequestJson provided. Reason: the Input is no JSON";
        }
    }

    private static ServiceException Refusal(
        string code,
        string message,
        HttpStatusCode status = HttpStatusCode.BadRequest
    ) => new(code, message) { StatusCode = status };

    private sealed class Schedule(CreateScheduleRequest request)
    {
        public CreateScheduleRequest Request { get; } = request;

        public DateTimeOffset? Next { get; set; }

        public TimeSpan? Every { get; init; }
    }
}
