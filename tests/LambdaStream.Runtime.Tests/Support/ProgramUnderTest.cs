using System.Diagnostics;

namespace LambdaStream.Runtime.Tests.Support;

/// <summary>A program in a process of its own: under JIT, or natively where eng/aot has published it.</summary>
internal sealed class ProgramUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    /// <param name="project">The program's project.</param>
    /// <param name="api">The Lambda that it finds.</param>
    /// <param name="environment">Further variables.</param>
    public ProgramUnderTest(
        string project,
        RuntimeApiServer api,
        params IEnumerable<(string Name, string Value)> environment
    )
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Environment.GetEnvironmentVariable("LAMBDASTREAM_NATIVE_PROGRAMS") is { Length: > 0 } native)
        {
            start.FileName = Path.Combine(native, project, "bootstrap");
        }
        else
        {
            start.FileName = "dotnet";
            start.ArgumentList.Add(AssemblyOf(project));
        }
        foreach (var (name, value) in api.Environment)
            start.Environment[name] = value;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Ends the program without a word, as a crash does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
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

    // The built program lies beside this one: artifacts/bin/PROJECT/CONFIGURATION.
    private static string AssemblyOf(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, "bootstrap.dll");
    }
}
