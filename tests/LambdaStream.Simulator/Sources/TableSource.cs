using LambdaStream.Local;
using LambdaStream.Simulator.Histories;

namespace LambdaStream.Simulator.Sources;

/// <summary>The change stream of a table.</summary>
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
