using System.Text.Json;

namespace LambdaStream.Runtime.Tests.Support;

/// <summary>A function that runs in this process, and the Lambda around it.</summary>
internal sealed class RunningFunction : IAsyncDisposable
{
    // Far more than anything takes; a test that hangs says so.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _log = [];
    private readonly Lock _lock = new();

    private RunningFunction(RuntimeApiServer api) => Api = api;

    public RuntimeApiServer Api { get; }

    public Task<int> Exit { get; private set; } = Task.FromResult(-1);

    public IReadOnlyList<JsonElement> Log
    {
        get
        {
            lock (_lock)
                return [.. _log.Select(line => JsonElement.Parse(line))];
        }
    }

    /// <summary>A function with one pipeline of one step.</summary>
    public static RunningFunction Start(
        Func<UnitOfWork, CancellationToken, ValueTask> step,
        Func<StreamOptions, StreamOptions>? configure = null,
        Func<RuntimeOptions, RuntimeOptions>? host = null,
        Action<RuntimeApiServer>? prepare = null,
        Source? source = null
    ) =>
        Start(
            () =>
                new Processor(
                    source ?? From.Kinesis(),
                    (configure ?? (options => options))(Options),
                    new Pipeline("pipeline", units => units.Tap(step))
                ),
            host,
            prepare
        );

    public static RunningFunction Start(
        Func<Processor> create,
        Func<RuntimeOptions, RuntimeOptions>? host = null,
        Action<RuntimeApiServer>? prepare = null
    )
    {
        var api = RuntimeApiServer.Start();
        prepare?.Invoke(api);
        var function = new RunningFunction(api);
        var options = new RuntimeOptions
        {
            Environment = api.Environment,
            Stop = function._stop.Token,
            Log = function.Add,
        };
        function.Exit = LambdaFunction.RunAsync(create, (host ?? (same => same))(options)).WaitAsync(Patience);
        return function;
    }

    public static StreamOptions Options =>
        new()
        {
            DynamoDb = new RecordingDynamoDb(),
            EventBridge = new RecordingEventBridge(),
            BusName = "bus",
        };

    public static byte[] Batch(params IEnumerable<string> ids) =>
        Records.Kinesis(ids.Select(id => Event.Of("thing-created", ("id", id))));

    public Task<RuntimeApiAnswer> InvokeAsync(byte[] payload, RuntimeApiInvocation? invocation = null) =>
        Api.InvokeAsync(payload, invocation).WaitAsync(Patience);

    public Task<RuntimeApiAnswer> InvokeAsync(params IEnumerable<string> ids) => InvokeAsync(Batch(ids));

    public Task WhenAsked(int count = 1) => Api.WhenAsked(count).WaitAsync(Patience);

    public Task StopAsync() => _stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Api.DisposeAsync();
        await Exit;
        _stop.Dispose();
    }

    private void Add(string line)
    {
        lock (_lock)
            _log.Add(line);
    }
}
