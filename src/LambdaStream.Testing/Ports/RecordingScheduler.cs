using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>A scheduler that keeps what it is asked, and answers as a test says; by default it takes everything.</summary>
public sealed class RecordingScheduler : IScheduler
{
    private readonly RequestLog _log = new();

    /// <summary>Answers a request, or raises an error; it may wait.</summary>
    public Func<
        CreateScheduleRequest,
        CancellationToken,
        ValueTask<CreateScheduleResponse>
    > OnCreateSchedule { get; set; } =
        (request, _) =>
            new(
                new CreateScheduleResponse
                {
                    ScheduleArn = $"arn:aws:scheduler:us-east-1:000000000000:schedule/default/{request.Name}",
                }
            );

    /// <summary>The requests, in the order in which they came.</summary>
    public IReadOnlyList<CreateScheduleRequest> Requests => _log.All<CreateScheduleRequest>();

    /// <summary>A scheduler that fails at everything.</summary>
    public static RecordingScheduler Failing(Exception error) => new() { OnCreateSchedule = (_, _) => throw error };

    /// <inheritdoc/>
    public ValueTask<CreateScheduleResponse> CreateScheduleAsync(
        CreateScheduleRequest request,
        CancellationToken cancellationToken
    ) => OnCreateSchedule(_log.Add(request), cancellationToken);
}
