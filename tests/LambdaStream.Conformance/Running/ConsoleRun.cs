using LambdaStream.Conformance.Vectors;

namespace LambdaStream.Conformance.Running;

/// <summary>The runner without a test host: all vectors of a directory, one line for each that does not pass.</summary>
internal static class ConsoleRun
{
    private const string WireFlag = "--wire";

    /// <param name="arguments"><c>--wire</c> for that form, and a directory that is not the default one.</param>
    /// <param name="output">Where the lines go.</param>
    /// <returns>The exit code: 0 where none failed, 1 where some did, 2 where there are no vectors.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output)
    {
        var form = arguments.Contains(WireFlag) ? RunForm.Wire : RunForm.Ports;
        var others = arguments.Where(argument => argument != WireFlag).ToList();
        if (others.Count > 1)
        {
            await output.WriteLineAsync($"Expected [{WireFlag}] [DIRECTORY], got {string.Join(' ', arguments)}.");
            return 2;
        }
        var directory = others.Count == 1 ? others[0] : VectorDirectory.Find();
        if (
            directory is null
            || !Directory.Exists(directory)
            || VectorDirectory.Files(directory) is not { Count: > 0 } files
        )
        {
            await output.WriteLineAsync($"There are no vectors in {directory ?? "the default directory"}.");
            return 2;
        }
        int passed = 0,
            failed = 0,
            skipped = 0;
        foreach (var file in files)
        {
            var (name, result) = await RunAsync(file, form);
            switch (result)
            {
                case VectorResult.Passed:
                    passed++;
                    break;
                case VectorResult.Failed failure:
                    failed++;
                    await output.WriteLineAsync($"FAILED {name}");
                    foreach (var difference in failure.Differences)
                        await output.WriteLineAsync("  " + difference.ReplaceLineEndings("\n  "));
                    break;
                case VectorResult.Skipped skip:
                    skipped++;
                    await output.WriteLineAsync($"skipped {name}: the library lacks {string.Join(", ", skip.Missing)}");
                    break;
            }
        }
        await output.WriteLineAsync($"{passed} passed, {failed} failed, {skipped} skipped");
        return failed > 0 ? 1 : 0;
    }

    // A vector that cannot be read or run is a failure of its own, not the end of the run.
    private static async Task<(string Name, VectorResult Result)> RunAsync(string file, RunForm form)
    {
        var name = file;
        try
        {
            var vector = Vector.Load(file);
            name = vector.Name;
            return (name, await VectorRun.RunAsync(vector, form));
        }
        catch (Exception error)
        {
            return (name, new VectorResult.Failed([$"The runner failed: {error}"]));
        }
    }
}
