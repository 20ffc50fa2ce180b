using System.Runtime.InteropServices;
using LambdaStream.Runtime;

namespace LambdaStream;

/// <summary>A program that is a Lambda function: on a custom runtime as <c>bootstrap</c>, on the managed one by its name.</summary>
/// <remarks>
/// It serves the invocations that Lambda has, until Lambda ends the program. The result is what the program exits with,
/// and is set as its exit code too: 0 after a stop signal, 1 where the function could not start or Lambda went away.
/// </remarks>
public static class LambdaFunction
{
    /// <summary>Runs a function of these pipelines. A rule that is wrong is reported to Lambda as an error of the start.</summary>
    /// <param name="source">Where the events come from, made by <see cref="From"/>.</param>
    /// <param name="options">The settings and ports.</param>
    /// <param name="rules">The pipelines.</param>
    public static Task<int> RunAsync(Source source, StreamOptions options, params IEnumerable<Rule> rules)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rules);
        return RunAsync(() => new Processor(source, options, rules), new RuntimeOptions { Time = options.Time });
    }

    /// <summary>Runs the function that is made at the start.</summary>
    /// <param name="create">Makes the function. What it throws is reported to Lambda as an error of the start.</param>
    public static Task<int> RunAsync(Func<Processor> create) => RunAsync(create, new RuntimeOptions());

    /// <summary>Runs the function that is made at the start.</summary>
    /// <param name="create">Makes the function. What it throws is reported to Lambda as an error of the start.</param>
    /// <param name="options">How the program meets Lambda.</param>
    public static Task<int> RunAsync(Func<Processor> create, RuntimeOptions options)
    {
        ArgumentNullException.ThrowIfNull(create);
        return RunAsync(() => Task.FromResult(create()), options);
    }

    /// <summary>Runs the function that is made at the start, where that waits for something.</summary>
    /// <param name="create">Makes the function. What it throws is reported to Lambda as an error of the start.</param>
    public static Task<int> RunAsync(Func<Task<Processor>> create) => RunAsync(create, new RuntimeOptions());

    /// <summary>Runs the function that is made at the start, where that waits for something.</summary>
    /// <param name="create">Makes the function. What it throws is reported to Lambda as an error of the start.</param>
    /// <param name="options">How the program meets Lambda.</param>
    public static async Task<int> RunAsync(Func<Task<Processor>> create, RuntimeOptions options)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(options);
        // Not disposed: a signal may still come while the program ends.
        var stop = CancellationTokenSource.CreateLinkedTokenSource(options.Stop);
        using var signal = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            context =>
            {
                context.Cancel = true;
                stop.Cancel();
            }
        );
        var exitCode = await FunctionRun.ExecuteAsync(create, options, stop.Token);
        Environment.ExitCode = exitCode;
        return exitCode;
    }
}
