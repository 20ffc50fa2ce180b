namespace LambdaStream.Runtime;

/// <summary>The life of the program: it starts, serves, and ends with an exit code.</summary>
internal sealed class FunctionRun
{
    private readonly RuntimeOptions _options;
    private readonly RuntimeEnvironment _environment;
    private readonly RuntimeApiClient _api;
    private readonly string _host;

    private FunctionRun(RuntimeOptions options, RuntimeEnvironment environment, RuntimeApiClient api, string host)
    {
        _options = options;
        _environment = environment;
        _api = api;
        _host = host;
    }

    public static async Task<int> ExecuteAsync(
        Func<Task<Processor>> create,
        RuntimeOptions options,
        CancellationToken stop
    )
    {
        var environment = RuntimeEnvironment.Read(options.Environment);
        if (environment.Api is not { } host)
        {
            options.Log(
                "AWS_LAMBDA_RUNTIME_API is not set: this program is a Lambda function and is started by Lambda. In a test, "
                    + "give it a Processor's payload or a runtime API on loopback."
            );
            return 1;
        }
        using var api = new RuntimeApiClient(host, options.Transport);
        var run = new FunctionRun(options, environment, api, host);
        return await run.StartAsync(create) is { } processor && await run.ServeAsync(processor, stop) ? 0 : 1;
    }

    private async Task<Processor?> StartAsync(Func<Task<Processor>> create)
    {
        try
        {
            return await create();
        }
        catch (Exception error)
        {
            Log("The function cannot start.", error);
            await ReportAsync(error);
            return null;
        }
    }

    private async Task ReportAsync(Exception error)
    {
        try
        {
            await _api.FailInitAsync(error);
        }
        catch (RuntimeApiException gone)
        {
            Log("Lambda cannot be told why.", gone);
        }
    }

    private async Task<bool> ServeAsync(Processor processor, CancellationToken stop)
    {
        try
        {
            if (_options.RegisterShutdownExtension)
                await RegisterAsync(stop);
            if (_environment.IsSnapStart)
                await _api.RestoreAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return true;
        }
        catch (RuntimeApiException gone)
        {
            Log("The function ends.", gone);
            return false;
        }
        return await new InvocationLoops(_api, processor, _options).RunAsync(_environment.MaxConcurrency, stop);
    }

    private async Task RegisterAsync(CancellationToken stop)
    {
        try
        {
            await new ShutdownExtension(_api, _host, _options.Time).StartAsync(stop);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            Log("The shutdown extension is not registered, so Lambda will not send SIGTERM.", error);
        }
    }

    private void Log(string message, Exception error) =>
        _options.Log(ErrorReport.ToLine(_options.Time.GetUtcNow(), message, requestId: null, error));
}
