using System.Buffers;
using BenchmarkDotNet.Attributes;
using LambdaStream.Connectors;
using LambdaStream.Peers;

namespace LambdaStream.Benchmarks;

/// <summary>Building an update from an entity of 18 fields, and writing its values as DynamoDB takes them.</summary>
[MemoryDiagnoser]
public class UpdateBenchmarks
{
    private readonly Json _entity = Json.Parse(KinesisPayload.CreateEvent(9))["thing"];
    private readonly ArrayBufferWriter<byte> _output = new(4_096);
    private Item _values = Item.Empty;

    [GlobalSetup]
    public void Setup() => _values = BuildUpdate().ExpressionAttributeValues!;

    [Benchmark]
    public UpdateItemRequest BuildUpdate() =>
        UpdateRequest.For(pk: _entity["id"], sk: "thing").Set(_entity).Set("discriminator", "thing").IfNewer().Build();

    [Benchmark]
    public Item ToItem() => Item.From(_entity);

    [Benchmark]
    public int WriteValues()
    {
        _output.ResetWrittenCount();
        _values.WriteTypedJson(_output);
        return _output.WrittenCount;
    }
}
