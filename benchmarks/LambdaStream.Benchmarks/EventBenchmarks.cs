using System.Buffers;
using BenchmarkDotNet.Attributes;
using LambdaStream.Peers;

namespace LambdaStream.Benchmarks;

/// <summary>An event of 1 KB: read, look into, write.</summary>
[MemoryDiagnoser]
public class EventBenchmarks
{
    private readonly byte[] _text = KinesisPayload.CreateEvent(9);
    private readonly ArrayBufferWriter<byte> _output = new(4_096);
    private Event _event = Event.None;

    [GlobalSetup]
    public void Setup() => _event = Event.Parse(_text);

    [Benchmark]
    public Event Parse() => Event.Parse(_text);

    [Benchmark]
    public Json Entity() => _event["thing"];

    [Benchmark]
    public string? EntityId() => _event["thing"]["id"].GetString();

    [Benchmark]
    public string? Tag() => _event.Tag("source");

    [Benchmark]
    public int WriteChanged()
    {
        _output.ResetWrittenCount();
        _event.With("type", "thing-seen").WriteTo(_output);
        return _output.WrittenCount;
    }
}
