using LambdaStream.Local;
using LambdaStream.Simulator.Histories;

namespace LambdaStream.Simulator.Sources;

/// <summary>A Kafka topic of some partitions.</summary>
internal sealed class KafkaSource : ShardedSource
{
    private readonly Simulation _simulation;
    private readonly LocalKafkaTopic _topic;

    private KafkaSource(Simulation simulation, int partitions, EventSourceMappingOptions options)
        : base($"Kafka with {partitions} partitions", options)
    {
        _simulation = simulation;
        _topic = simulation.World.KafkaTopic("topic", partitions);
    }

    public static KafkaSource Create(Simulation simulation, Random random)
    {
        var partitions = random.Next(1, 5);
        return new(simulation, partitions, RandomOptions(random) with { Pollers = random.Next(1, partitions + 1) });
    }

    public override Source From => LambdaStream.From.Kafka();

    public override string Put(SourceRecord record, ReadOnlyMemory<byte> data)
    {
        var before = _topic.Records.Select(IdentityOf).ToHashSet();
        _topic.Put(record.Key, data);
        return _topic.Records.Select(IdentityOf).Single(identity => !before.Contains(identity));
    }

    public override string IdentityOf(Json record) =>
        $"{record["topic"].GetString()}-{record["partition"]}@{record["offset"]}";

    public override IEnumerable<Json> RecordsOf(Json payload)
    {
        var records = new List<Json>();
        foreach (var (_, partition) in payload["records"].EnumerateObject())
            records.AddRange(ElementsOf(partition));
        return records;
    }

    // Each partition for itself.
    protected override IReadOnlyList<string> DoneBefore(IReadOnlyList<string> delivered, IReadOnlyList<Json> failures)
    {
        var failed = new HashSet<string>();
        foreach (var failure in failures)
        {
            var partition = failure["partition"].GetString()!;
            var first = PlaceOf(delivered, $"{partition}@{failure["offset"]}");
            failed.UnionWith(
                delivered.Skip(first).Where(identity => identity.StartsWith($"{partition}@", StringComparison.Ordinal))
            );
        }
        return [.. delivered.Where(identity => !failed.Contains(identity))];
    }

    protected override EventSourceMapping Map(LocalFunction function) =>
        _simulation.World.Connect(_topic, function, Options);
}
