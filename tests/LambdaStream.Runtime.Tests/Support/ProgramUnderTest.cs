using System.Diagnostics;

namespace LambdaStream.Runtime.Tests.Support;

/// <summary>The program LambdaStream.AotApp in a process of its own: under JIT, or natively where eng/aot has published it.</summary>
internal sealed class ProgramUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    public ProgramUnderTest(RuntimeApiServer api, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Environment.GetEnvironmentVariable("LAMBDASTREAM_NATIVE_PROGRAM") is { Length: > 0 } native)
        {
            start.FileName = native;
        }
        else
        {
            start.FileName = "dotnet";
            start.ArgumentList.Add(Assembly);
        }
        foreach (var (name, value) in api.Environment)
            start.Environment[name] = value;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The built program lies beside this one: artifacts/bin/PROJECT/CONFIGURATION.</summary>
    private static string Assembly
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(own.Parent!.Parent!.FullName, "LambdaStream.AotApp", own.Name, "bootstrap.dll");
        }
    }

    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>How the program has ended.</summary>
    public async Task<(int ExitCode, string[] Output, string Error)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        var output = (await _output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (_process.ExitCode, output, await _error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
