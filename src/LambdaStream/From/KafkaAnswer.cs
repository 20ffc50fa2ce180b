using System.Buffers;

namespace LambdaStream.Sources;

/// <summary>The answer to an event source mapping of Kafka: where each partition with a failure is to be taken up again.</summary>
internal static class KafkaAnswer
{
    public static ReadOnlyMemory<byte> Of(InvocationOutcome outcome)
    {
        var output = new ArrayBufferWriter<byte>(64);
        output.Write("{\"batchItemFailures\":["u8);
        var open = ""u8;
        var first = outcome.Records.Where(record => outcome.Failed[record.Index]).DistinctBy(record => record.Group);
        foreach (var record in first)
        {
            output.Write(open);
            output.Write("{\"itemIdentifier\":{\"partition\":"u8);
            JsonString.Write(output, record.Group);
            output.Write(",\"offset\":"u8);
            record.Json["offset"].WriteTo(output);
            output.Write("}}"u8);
            open = ","u8;
        }
        output.Write("]}"u8);
        return output.WrittenMemory;
    }
}
