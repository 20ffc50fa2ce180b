using System.Buffers;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Scheduler;

/// <summary>The port to EventBridge Scheduler over its REST protocol.</summary>
internal sealed class AwsScheduler(AwsConnection connection) : IScheduler, IAwsPort
{
    public AwsConnection Connection { get; } = connection;

    private static readonly AwsService Service = new("Scheduler", "scheduler", "scheduler");

    private readonly Lazy<RestService> _service = new(() =>
        new(new(connection, Service, connection.Options.Scheduler), Service.Name)
    );

    public async ValueTask<CreateScheduleResponse> CreateScheduleAsync(
        CreateScheduleRequest request,
        CancellationToken cancellationToken
    )
    {
        var body = new ArrayBufferWriter<byte>(512);
        Requests.Write(request, request.ClientToken ?? Token(), body);
        var call = new AwsRequest
        {
            Operation = "CreateSchedule",
            Path = $"/schedules/{RestService.Encode(request.Name)}",
            Body = body.WrittenMemory,
        };
        var answer = await _service.Value.CallAsync(call, cancellationToken);
        return new() { ScheduleArn = answer["ScheduleArn"].GetString() };
    }

    public ValueTask ConnectAsync(CancellationToken cancellationToken) =>
        _service.Value.ConnectAsync(cancellationToken);

    // One for all attempts of a call: an attempt whose answer got lost would be a conflict with itself.
    private string Token() =>
        string.Concat(
            Enumerable.Range(0, 4).Select(_ => ((uint)(Connection.Random() * uint.MaxValue)).ToString("x8", null))
        );
}
