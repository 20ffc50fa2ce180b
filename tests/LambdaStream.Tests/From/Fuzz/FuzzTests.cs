using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using LambdaStream.Filters;
using LambdaStream.Sources;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

/// <summary>
/// Damaged payloads of every source: each record ends as a unit of work, a fault, or dropped, or the payload is one clear
/// error; and the sum is right. A source joins by its entry in <see cref="SourcePayloads"/>.
/// </summary>
public class FuzzTests
{
    // All sources together make more than 100,000.
    private const int PerSource = 5_000;

    // Fixed, so that a failure is of a change and not of luck; other seeds by the variable.
    private static readonly int FirstSeed = Environment.GetEnvironmentVariable("LAMBDASTREAM_FUZZ_SEED")
        is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : 20_261_123;

    // Not how long it may take, but how long until a hang is called one.
    private const int Hang = 300_000;

    public static TheoryData<string> Names() => [.. SourcePayloads.Sources.Keys];

    [Fact]
    public void AllSourcesTogether_AreAtLeast100000Payloads() =>
        Assert.InRange(SourcePayloads.Sources.Count * PerSource, 100_000, int.MaxValue);

    [Theory(Timeout = Hang)]
    [MemberData(nameof(Names))]
    public async Task ADamagedPayload_LosesNoRecord(string name)
    {
        var own = SourcePayloads.Sources[name]();
        var any = From.Any(SourcePayloads.IsUsual(name) ? [] : [own]);
        var original = SourcePayloads.Read(name);
        var refused = 0;
        for (var i = 0; i < PerSource; i++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var seed = FirstSeed + i;
            var payload = new Mutator(new Random(seed)).Mutate(original);
            var source = i % 4 == 0 ? any : own;
            try
            {
                if (!await IsReadAsync(source, payload, counts: ReferenceEquals(source, own)))
                    refused++;
            }
            catch (Exception error)
            {
                Assert.Fail($"{name}, seed {seed}: {error.Message}\n{Encoding.Latin1.GetString(payload)}\n{error}");
            }
        }
        Report(name, $"Fuzz of {name}, seeds {FirstSeed} to {FirstSeed + PerSource - 1}: {refused} refused as a whole");
        // Were most refused as a whole, the test would look at nothing else.
        Assert.InRange(refused, 1, PerSource * 3 / 4);
    }

    // The gate prints these files.
    private static void Report(string name, string text, [CallerFilePath] string path = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "..", "artifacts", "reports");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"fuzz-{name}.txt"), text + "\n");
    }

    // False where the payload as a whole is an error, which must be a clear one.
    private static async Task<bool> IsReadAsync(Source source, byte[] payload, bool counts)
    {
        var driver = new FunctionDriver(source, new Pipeline("all", units => units.Tap(Look)));
        driver.Options = driver.Options with { ReportBatchItemFailures = true };
        DrivenInvocation run;
        try
        {
            run = await driver.InvokeAsync(payload);
        }
        catch (InvalidPayloadException error)
        {
            Assert.NotEqual("", error.Message);
            return false;
        }
        var response = Json.Parse(run.Result.Response.ToArray());
        var intake = Take(source, payload, driver.Options, out var taken);
        Assert.Equal(run.Result.RecordCount, intake.RecordCount);
        Assert.All(taken, index => Assert.InRange(index, 0, intake.Count - 1));
        Assert.Equal(intake.Count, taken.Count + intake.UnwantedCount);
        if (intake.Window is { IsWindowed: true })
            Assert.True(response["state"].IsDefined);
        if (intake.Window is null)
            Assert.Equal(taken.Count > 0, run.Units.Count + run.Faults.Count > 0);
        Assert.Empty(run.Result.BatchItemFailures);
        if (counts && source.RecordsIn(payload) is { } count)
            Assert.Equal(count, intake.RecordCount);
        return true;
    }

    // What the source hands over, a record's place once for all of its units.
    private static Intake Take(Source source, byte[] payload, StreamOptions options, out HashSet<int> taken)
    {
        using var deadline = new Deadline(options.Time, Timeout.InfiniteTimeSpan, options, CancellationToken.None);
        var receiver = new Places();
        var intake = new Intake(new Invocation("id", options, deadline), new Router([null]), receiver);
        var json = new Json(payload, 0, payload.Length);
        source.Resolve(json).Read(json, intake);
        taken = receiver.Taken;
        return intake;
    }

    // Whatever a pipeline may read of a unit.
    private static void Look(UnitOfWork uow)
    {
        _ = uow.Event.Id;
        _ = uow.Event.Type;
        _ = uow.Event.Timestamp;
        _ = uow.Event.PartitionKey;
        _ = uow.Event.Tags["region"];
        _ = uow.Event.NewImage?["pk"];
        _ = uow.Event.ToString();
        _ = uow.Get(Slots.S3Notification)?.ToJson();
    }

    private sealed class Places : IReceiver
    {
        public HashSet<int> Taken { get; } = [];

        public void Receive(UnitOfWork uow, Route route) => Taken.Add(uow.Record!.Index);

        public void Reject(UnitOfWork uow, Exception error) => Taken.Add(uow.Record!.Index);
    }
}

internal static class FuzzOracle
{
    /// <summary>How many records a payload has, counted by another reader; null where the source's shape does not say.</summary>
    public static int? RecordsIn(this Source source, byte[] payload)
    {
        using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = Json.MaxDepth });
        var root = document.RootElement;
        if (root.ValueKind is JsonValueKind.Array)
            return root.GetArrayLength();
        var members = root.EnumerateObject().ToList();
        return source.Checkpoint is Checkpoint.None && source.Marks[0].Member is not ("Records" or "deliveryStreamArn")
                ? Math.Min(1, members.Count)
            : members.Any(member => member.Name is "window") ? null
            : members
                .Where(member => member.Name == (source.Marks[0].Member is "Records" ? "Records" : "records"))
                .Sum(member => LengthOf(member.Value));
    }

    // Kafka has an object of lists.
    private static int LengthOf(JsonElement records) =>
        records.ValueKind switch
        {
            JsonValueKind.Array => records.GetArrayLength(),
            JsonValueKind.Object => records.EnumerateObject().Sum(list => LengthOf(list.Value)),
            _ => 0,
        };
}
