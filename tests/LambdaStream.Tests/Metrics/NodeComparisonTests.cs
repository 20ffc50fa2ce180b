using System.Runtime.CompilerServices;
using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Metrics;

/// <summary>What the Node library 1.2.0 has logged of this payload, with its clock standing still, beside what we log.</summary>
public class NodeComparisonTests
{
    // What Node does not measure.
    private static readonly string[] Ours =
    [
        "stream.record.",
        "stream.fault.",
        "stream.payload.bytes",
        "stream.invocation.time",
        "stream.remaining.time",
        "stream.pipeline.latency.time",
        "stream.pipeline.cache.",
        "stream.pipeline.fault.",
    ];

    [Fact]
    public async Task Emf_TheSameInput_GivesTheSameMetricsDimensionsUnitsAndValues()
    {
        var lines = await RunAsync();

        var ours = lines.Documents();
        foreach (var theirs in File.ReadLines(Fixture("emf.jsonl")).Select(line => new EmfDocument(line)))
        {
            var mine = Assert.Single(ours, one => (one.Pipeline, one.Step) == (theirs.Pipeline, theirs.Step));
            Assert.Equal(theirs.Dimensions, mine.Dimensions);
            Assert.Equal(theirs.Dimensions.Select(theirs.Text), mine.Dimensions.Select(mine.Text));
            Assert.Equal((theirs.Namespace, theirs.Timestamp), (mine.Namespace, mine.Timestamp));
            Assert.Equal(
                theirs.Metrics.OrderBy(metric => metric.Key).Select(metric => Corrected(theirs.Pipeline, metric)),
                mine.Metrics.Where(metric => theirs.Metrics.ContainsKey(metric.Key)).OrderBy(metric => metric.Key)
            );
        }
    }

    [Fact]
    public async Task Emf_BeyondNodes_HasOnlyWhatIsKnown()
    {
        var lines = await RunAsync();

        var theirs = File.ReadLines(Fixture("emf.jsonl"))
            .Select(line => new EmfDocument(line))
            .SelectMany(document => document.Metrics.Keys);
        var ours = lines.Documents().SelectMany(document => document.Metrics.Keys).Except(theirs);
        Assert.NotEmpty(ours);
        Assert.All(ours, name => Assert.Contains(Ours, known => name.StartsWith(known, StringComparison.Ordinal)));
    }

    private static KeyValuePair<string, (string Unit, double Value)> Corrected(
        string pipeline,
        KeyValuePair<string, (string Unit, double Value)> metric
    )
    {
        var (name, (unit, value)) = metric;
        value = (pipeline, name) switch
        {
            // Node gives a ratio and calls it Percent.
            _ when unit is "Percent" => value * 100,
            // Node forgets the wait of a unit that does not come out, here of the one that was compacted.
            ("p2", "stream.channel.wait.time.sum" or "stream.channel.wait.time.count") => value * 2,
            _ => value,
        };
        return new(name, (unit, value));
    }

    private static async Task<List<string>> RunAsync()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Materialize
            {
                Id = "p1",
                EventType = "thing-created",
                ToUpdateRequest = uow =>
                    UpdateRequest.For(pk: uow.Event.PartitionKey, sk: "thing").Set("name", uow.Event["thing"]["name"]),
            },
            new Cdc
            {
                Id = "p2",
                EventType = "thing-updated",
                Compact = new(),
                QueryRelated = true,
                ToGetRequest = _ =>
                    new()
                    {
                        RequestItems = new Dictionary<string, KeysAndAttributes>
                        {
                            ["events"] = new() { Keys = [Item.Of(("pk", "99"), ("sk", "thing"))] },
                        },
                    },
                ToEvent = _ => Event.Of(("thing", Json.ObjectOf(("name", "n"))), ("raw", default)),
            }
        );
        driver.Options = driver.Options with
        {
            FunctionName = "listener",
            Source = "things",
            Stage = "prd",
            Account = "dev",
            MetricsNamespace = "ns",
            BatchSize = 10,
            EventTableName = "events",
        };
        var lines = driver.Measure();
        await driver.InvokeAsync(await File.ReadAllBytesAsync(Fixture("payload.json")));
        return lines;
    }

    private static string Fixture(string name, [CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "Node", name);
}
