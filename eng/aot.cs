// Measures a function as Lambda starts it: aot.cs NAME FOLDER COMMAND [ARGUMENTS]. Run by eng/aot.
// Each start gets a batch of Kinesis that waits for it already; the last one goes on under load. Rows are written to the
// embedded world, so its work is in the figures and the network's is not.

#:property PublishAot=false
#:project ../src/LambdaStream.Testing/LambdaStream.Testing.csproj

using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using LambdaStream;
using LambdaStream.Testing;

const int starts = 20;
const int invocations = 500;
const int batchSize = 100;

if (args is not [var name, var folder, var command, .. var arguments])
{
    Console.Error.WriteLine("usage: aot NAME FOLDER COMMAND [ARGUMENTS]");
    return 2;
}

var untilReady = new List<double>();
var untilAnswer = new List<double>();
var memory = (AtStart: 0L, UnderLoad: 0L);
var load = TimeSpan.Zero;

// The first start is not counted: it reads the files from the disk.
for (var i = 0; i <= starts; i++)
{
    await using var api = RuntimeApiServer.Start();
    var began = Stopwatch.GetTimestamp();
    var ready = TimeSpan.Zero;
    api.OnRequest = path =>
    {
        if (ready == TimeSpan.Zero && path.EndsWith("/invocation/next", StringComparison.Ordinal))
            ready = Stopwatch.GetElapsedTime(began);
        return null;
    };
    var first = api.InvokeAsync(Batch(0, 10));
    began = Stopwatch.GetTimestamp();
    using var function = Start(api);
    await AnswerAsync(first);
    if (i > 0)
    {
        untilAnswer.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        untilReady.Add(ready.TotalMilliseconds);
    }
    if (i == starts)
    {
        memory.AtStart = PeakMemory(function);
        var before = function.TotalProcessorTime;
        for (var j = 1; j <= invocations; j++)
            await AnswerAsync(api.InvokeAsync(Batch(j, batchSize)));
        function.Refresh();
        load = function.TotalProcessorTime - before;
        memory.UnderLoad = PeakMemory(function);
    }
    await api.WhenAsked();
    Process.Start("kill", ["-TERM", $"{function.Id}"]);
    var rows = (await function.StandardOutput.ReadToEndAsync()).Split('\n').Count(line => line.StartsWith("row "));
    await function.WaitForExitAsync();
    var expected = i == starts ? batchSize : 10;
    if (function.ExitCode != 0 || rows != expected)
        throw new InvalidOperationException($"Exit code {function.ExitCode}, {rows} rows rather than {expected}.");
}

var (size, zipped) = Size();
Print("size", $"{size / 1e6:F1} MB, {zipped / 1e6:F1} MB zipped");
Print("start to first request", Spread(untilReady));
Print("start to first answer", $"{Spread(untilAnswer)}, a batch of 10");
Print(
    "peak memory",
    $"{memory.AtStart / 1024.0:F0} MB at the first answer, {memory.UnderLoad / 1024.0:F0} MB after the load"
);
Print(
    "load",
    $"{load.TotalMicroseconds / invocations / batchSize:F1} µs of CPU an event, {invocations} batches of {batchSize}"
);
return 0;

void Print(string what, string value) => Console.WriteLine($"{name, -10}  {what, -22}  {value}");

static string Spread(List<double> milliseconds)
{
    milliseconds.Sort();
    return string.Create(
        CultureInfo.InvariantCulture,
        $"{milliseconds[milliseconds.Count / 2]:F0} ms ({milliseconds[0]:F0}–{milliseconds[^1]:F0}, {milliseconds.Count} starts)"
    );
}

Process Start(RuntimeApiServer api)
{
    var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true };
    foreach (var (variable, value) in api.Environment)
        start.Environment[variable] = value;
    return Process.Start(start)!;
}

static byte[] Batch(int batch, int size) =>
    Records.Kinesis(
        Enumerable
            .Range(0, size)
            .Select(i =>
                Event.Of(
                    "thing-created",
                    ("id", $"{batch}-{i}"),
                    ("timestamp", 1_545_084_650_987 + batch),
                    ("partitionKey", $"{i}"),
                    ("thing", Json.ObjectOf(("id", $"{batch}-{i}"), ("name", "A thing of some name"), ("quantity", i)))
                )
            )
    );

static async Task AnswerAsync(Task<RuntimeApiAnswer> invocation)
{
    var answer = await invocation.WaitAsync(TimeSpan.FromSeconds(60));
    if (answer.Text != """{"batchItemFailures":[]}""")
        throw new InvalidOperationException($"The function answers {answer.Text}.");
}

// The most memory that the process has had at a time, in KB.
static long PeakMemory(Process process) =>
    File.ReadLines($"/proc/{process.Id}/status")
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line =>
            long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
        )
        .Single();

// What is deployed: everything but symbols and documentation.
(long Size, long Zipped) Size()
{
    using var output = new MemoryStream();
    long total = 0;
    using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
    {
        foreach (
            var file in Directory
                .EnumerateFiles(folder)
                .Where(file => Path.GetExtension(file) is not (".dbg" or ".pdb" or ".xml"))
        )
        {
            total += new FileInfo(file).Length;
            zip.CreateEntryFromFile(file, Path.GetFileName(file), CompressionLevel.SmallestSize);
        }
    }
    return (total, output.Length);
}
