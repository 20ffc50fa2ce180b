namespace ThingService.Tests;

/// <summary>A run of the program: its exit code and what it wrote.</summary>
internal sealed record Run(int ExitCode, string Output, string Error)
{
    public string LastLine => Output.TrimEnd().Split('\n')[^1].TrimEnd('\r');

    public static async Task<Run> OfAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await App.RunAsync(args, output, error);
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>A run on a file with that content.</summary>
    public static async Task<Run> OfPayloadAsync(byte[] payload)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, payload, TestContext.Current.CancellationToken);
            return await OfAsync("--payload", file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
