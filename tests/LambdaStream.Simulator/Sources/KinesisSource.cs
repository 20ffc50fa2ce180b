using LambdaStream.Local;
using LambdaStream.Simulator.Histories;

namespace LambdaStream.Simulator.Sources;

/// <summary>A Kinesis stream of some shards.</summary>
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
