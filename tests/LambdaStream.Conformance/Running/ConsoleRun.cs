namespace LambdaStream.Conformance.Running;

/// <summary>The runner without a test host.</summary>
internal static class ConsoleRun
{
    public static Task<int> RunAsync(string? directory, TextWriter output) => Task.FromResult(0);
}
