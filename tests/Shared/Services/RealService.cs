using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LambdaStream.Shared;

/// <summary>
/// Runs a service from an npm package while the tests that need it run. Where what it needs is missing they are skipped;
/// where CI is true they fail.
/// </summary>
/// <param name="name">What the service is called in messages.</param>
public abstract class RealService(string name) : IAsyncLifetime
{
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(50);

    private Process? _process;
    private Uri? _endpoint;
    private string? _unavailable;

    /// <summary>Where it answers.</summary>
    public Uri Endpoint
    {
        get
        {
            if (_endpoint is not null)
                return _endpoint;
            var reason = $"{name} is not available: {_unavailable}";
            if (Environment.GetEnvironmentVariable("CI") is "true")
                Assert.Fail(reason);
            Assert.Skip(reason);
            throw new UnreachableException();
        }
    }

    public async ValueTask InitializeAsync()
    {
        try
        {
            var start = Install();
            using var cancellation = new CancellationTokenSource(StartTime);
            _endpoint = await StartAsync(start, cancellation.Token);
        }
        catch (RealServiceUnavailableException exception)
        {
            _unavailable = exception.Message;
        }
    }

    public ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Stop;
        Stop(this, EventArgs.Empty);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Installs the service and gives what starts it on a port.</summary>
    protected abstract Func<int, ProcessStartInfo> Install();

    protected static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<Uri> StartAsync(Func<int, ProcessStartInfo> start, CancellationToken cancellationToken)
    {
        AppDomain.CurrentDomain.ProcessExit += Stop;
        // Someone else may take the free port before the service does.
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            _process = Start(start(port));
            var endpoint = new Uri($"http://127.0.0.1:{port}/");
            if (await AnswersAsync(endpoint, _process, cancellationToken))
                return endpoint;
            if (attempt == 3)
                throw new InvalidOperationException($"{name} ended with exit code {_process.ExitCode}.");
            _process.Dispose();
        }
    }

    // Nobody reads the output.
    private static Process Start(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task<bool> AnswersAsync(Uri endpoint, Process process, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var timer = new PeriodicTimer(BetweenAttempts);
        while (!process.HasExited)
        {
            try
            {
                // It may refuse a request without a signature, but it answers.
                using var response = await client.GetAsync(endpoint, cancellationToken);
                return !process.HasExited;
            }
            catch (HttpRequestException)
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
        return false;
    }

    private void Stop(object? sender, EventArgs e)
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process.Dispose();
        _process = null;
    }
}
