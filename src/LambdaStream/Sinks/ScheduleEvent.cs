using LambdaStream.Calls;
using LambdaStream.Connectors;
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
        return source.SendRequests(
            new RequestStep<CreateScheduleRequest, CreateScheduleResponse>
            {
                Request = sink.Request,
                Step = "schedule",
                Service = nameof(StreamOptions.Scheduler),
                Operation = "CreateSchedule",
                Target = all => sink.BusArn ?? all.BusArn,
                Parallel = all => sink.Parallel ?? all.Parallel,
                Rate = sink.Rate,
                Order = sink.Order,
                Key = (_, request) => (request.GroupName, request.Name),
                Complete = Complete,
                Resource = request => request.GroupName,
                Send = (uow, request, token) => uow.Scheduler(sink.Scheduler).CreateScheduleAsync(request, token),
                Answer = (uow, _, response) => uow.With(sink.Response, response),
            }
        );

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
