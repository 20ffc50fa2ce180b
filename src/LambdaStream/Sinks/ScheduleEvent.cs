using LambdaStream.Connectors;
using LambdaStream.Observing;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Creates the schedule of each unit's <see cref="Slots.ScheduleRequest"/>; a unit without one passes.</summary>
    /// <remarks>
    /// What the request leaves open is filled in: the target is the bus, the role and the key are the function's, and the
    /// schedule is deleted when it has fired for the last time. Of one name only one request is in flight.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> ScheduleEvent(
        this IAsyncEnumerable<UnitOfWork> source,
        ScheduleOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? ScheduleOptions.Default;
        return source
            .RateLimit(sink.Rate)
            .Concurrently(
                all => sink.Parallel ?? all.Parallel,
                (uow, token) =>
                    uow.Get(sink.Request) is { } request ? SendAsync(uow, Complete(uow, request), token) : new(uow),
                sink.Order,
                uow => uow.Get(sink.Request) is { } request ? (request.GroupName, request.Name) : null,
                new Io("schedule", "scheduler", "CreateSchedule", sink.Request, all => sink.BusArn ?? all.BusArn)
            );

        async ValueTask<UnitOfWork?> SendAsync(
            UnitOfWork uow,
            CreateScheduleRequest request,
            CancellationToken cancellationToken
        )
        {
            var scheduler =
                sink.Scheduler
                ?? uow.Invocation.Options.Scheduler
                ?? throw PublishEntries.NoPort(nameof(StreamOptions.Scheduler));
            var response = await uow.AskAsync(
                nameof(StreamOptions.Scheduler),
                request.GroupName,
                scheduler.CreateScheduleAsync,
                request,
                cancellationToken
            );
            return uow.With(sink.Response, response);
        }

        CreateScheduleRequest Complete(UnitOfWork uow, CreateScheduleRequest request)
        {
            var all = uow.Invocation.Options;
            return request with
            {
                ActionAfterCompletion = request.ActionAfterCompletion ?? "DELETE",
                KmsKeyArn = request.KmsKeyArn ?? sink.KmsKeyArn ?? all.MasterKeyArn,
                Target = request.Target with
                {
                    Arn =
                        request.Target.Arn
                        ?? sink.BusArn
                        ?? all.BusArn
                        ?? throw PublishEntries.NoTarget(uow, "target", "BusArn", "BUS_ARN"),
                    RoleArn =
                        request.Target.RoleArn
                        ?? sink.RoleArn
                        ?? all.SchedulerRoleArn
                        ?? throw PublishEntries.NoTarget(uow, "role", "SchedulerRoleArn", "SCHEDULER_ROLE_ARN"),
                },
            };
        }
    }
}
