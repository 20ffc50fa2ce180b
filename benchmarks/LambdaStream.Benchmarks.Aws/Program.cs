using System.Diagnostics;
using System.Globalization;
using LambdaStream.Benchmarks.Aws;
using LambdaStream.Testing;

// Without arguments: the endpoint and each side run in processes of their own, started from here.
// clients       only UpdateItem, by the three clients
string[] clients = [Measurement.Ours, Measurement.Sdk, Measurement.Bare];
return args switch
{
    [] => await CompareAsync([.. clients, .. Operations.All.Keys]),
    ["clients"] => await CompareAsync(clients),
    ["serve"] => await ServeAsync(),
    [var side, var uri] => await Measurement.RunAsync(side, new(uri)),
    _ => throw new ArgumentException("usage: LambdaStream.Benchmarks.Aws [clients]"),
};

static async Task<int> CompareAsync(string[] sides)
{
    using var server = Start("serve");
    var uri = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("No endpoint.");
    var form = System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported ? "JIT" : "AOT";
    Console.WriteLine(
        $"CPU and allocations of UpdateItem with 20 attributes, then of other calls, 4 in flight, {form}"
    );
    foreach (var side in sides)
    {
        using var process = Start(side, uri);
        Console.Write(await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            return process.ExitCode;
    }
    server.StandardInput.Close();
    await server.WaitForExitAsync();
    return 0;
}

// Serves until its input ends, so that it never outlives who started it. Signatures are the tests' business.
static async Task<int> ServeAsync()
{
    await using var endpoint = new LoopbackEndpoint(new() { SecretAccessKey = null }) { Otherwise = Operations.Answer };
    Console.WriteLine(endpoint.Uri);
    await Console.In.ReadToEndAsync();
    return 0;
}

static Process Start(params string[] arguments) =>
    Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // A variable of the machine must not change what is compared.
            Environment = { ["AWS_REGION"] = "us-east-1" },
        }
    ) ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"No {arguments[0]}."));
