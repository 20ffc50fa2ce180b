using LambdaStream.Local;
using LambdaStream.Simulator.Histories;

namespace LambdaStream.Simulator.Sources;

/// <summary>What a stream's and a topic's sources have in common: a mapping that gives up some day.</summary>
internal abstract class ShardedSource(string text, EventSourceMappingOptions options)
    : CaseSource($"{text}, {TextOf(options)}", options.ReportBatchItemFailures)
{
    private EventSourceMapping? _mapping;

    protected EventSourceMappingOptions Options => options;

    public override IEnumerable<string> GivenUp =>
        _mapping!.OnFailure.SelectMany(batch => batch.Records).Select(IdentityOf);

    public override void Connect(LocalFunction function) => _mapping = Map(function);

    protected abstract EventSourceMapping Map(LocalFunction function);

    public static EventSourceMappingOptions RandomOptions(Random random) =>
        new()
        {
            BatchSize = random.Next(1, 13),
            MaximumBatchingWindowInSeconds = random.Next(3) == 0 ? random.Next(1, 30) : 0,
            ReportBatchItemFailures = random.Next(4) > 0,
            BisectBatchOnFunctionError = random.Next(3) == 0,
            MaximumRetryAttempts = random.Next(6),
            MaximumRecordAgeInSeconds = random.Next(5) == 0 ? random.Next(60, 300) : null,
        };

    private static string TextOf(EventSourceMappingOptions options) =>
        $"BatchSize {options.BatchSize}, window {options.MaximumBatchingWindowInSeconds} s, reports {options.ReportBatchItemFailures}, "
        + $"bisect {options.BisectBatchOnFunctionError}, retries {options.MaximumRetryAttempts}, age {options.MaximumRecordAgeInSeconds}, "
        + $"factor {options.ParallelizationFactor}, pollers {options.Pollers}";
}

internal sealed class KinesisSource : ShardedSource
{
    private readonly Simulation _simulation;
    private readonly LocalStream _stream;

    private KinesisSource(Simulation simulation, int shards, EventSourceMappingOptions options)
        : base($"Kinesis with {shards} shards", options)
    {
        _simulation = simulation;
        _stream = simulation.World.Stream("stream", shards);
    }

    public static KinesisSource Create(Simulation simulation, Random random) =>
        new(simulation, random.Next(1, 4), RandomOptions(random) with { ParallelizationFactor = random.Next(1, 4) });

    public override Source From => LambdaStream.From.Kinesis();

    public override string Put(SourceRecord record, ReadOnlyMemory<byte> data) => _stream.Put(record.Key, data);

    public override string IdentityOf(Json record) => record["kinesis"]["sequenceNumber"].GetString()!;

    protected override EventSourceMapping Map(LocalFunction function) =>
        _simulation.World.Connect(_stream, function, Options);
}

internal sealed class TableSource : ShardedSource
{
    private readonly Simulation _simulation;
    private readonly LocalTable _table;

    private TableSource(Simulation simulation, EventSourceMappingOptions options)
        : base("DynamoDB", options)
    {
        _simulation = simulation;
        _table = simulation.World.Table("source", "pk", "sk");
    }

    public static TableSource Create(Simulation simulation, Random random) =>
        new(simulation, RandomOptions(random) with { ParallelizationFactor = random.Next(1, 4) });

    public override Source From => LambdaStream.From.DynamoDb();

    // The batches that are in flight at once keep the order of an item, and each record is of an item of its own.
    public override bool IsOrdered => Options.ParallelizationFactor == 1;

    // The type of the event says that the item was created.
    public override string Put(SourceRecord record, ReadOnlyMemory<byte> data)
    {
        _table.Put(
            Connectors.Item.Of(
                ("pk", record.Key),
                ("sk", $"{record.Number}"),
                ("discriminator", record.Type[..record.Type.IndexOf('-', StringComparison.Ordinal)])
            )
        );
        return IdentityOf(_table.Changes[^1]);
    }

    public override string IdentityOf(Json record) => record["dynamodb"]["SequenceNumber"].GetString()!;

    protected override EventSourceMapping Map(LocalFunction function) =>
        _simulation.World.Connect(_table, function, Options);
}

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
