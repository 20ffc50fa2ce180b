using System.Buffers;
using LambdaStream.Local.Streams;

namespace LambdaStream.Local.EventSources;

/// <summary>The payload that delivers records to a function.</summary>
internal static class BatchPayload
{
    // The most that Lambda sends in one invocation.
    private const int MaxBytes = 6 * 1024 * 1024;

    /// <summary>Puts as many records into a payload as fit, at least one.</summary>
    /// <param name="records">The records.</param>
    /// <param name="members">What stands beside them.</param>
    public static (ReadOnlyMemory<byte> Payload, int Count) Of(
        IReadOnlyList<ShardRecord> records,
        params ReadOnlySpan<(string Name, Json Value)> members
    )
    {
        var output = new ArrayBufferWriter<byte>(1024);
        output.Write("{\"Records\":["u8);
        var count = 0;
        foreach (var record in records)
        {
            var json = record.Json.ToUtf8();
            if (count > 0 && output.WrittenCount + json.Length > MaxBytes)
                break;
            if (count > 0)
                output.Write(","u8);
            output.Write(json);
            count++;
        }
        output.Write("]"u8);
        foreach (var (name, value) in members)
        {
            output.Write(","u8);
            ((Json)name).WriteTo(output);
            output.Write(":"u8);
            value.WriteTo(output);
        }
        output.Write("}"u8);
        return (output.WrittenMemory, count);
    }

    /// <summary>Puts as many records of Kafka into a payload as fit, at least one, each with its partition.</summary>
    public static (ReadOnlyMemory<byte> Payload, int Count) ByPartition(
        IReadOnlyList<ShardRecord> records,
        Func<ShardRecord, string> partitionOf,
        string sourceArn
    )
    {
        var partitions = new Dictionary<string, List<Json>>(StringComparer.Ordinal);
        var (bytes, count) = (0, 0);
        foreach (var record in records)
        {
            bytes += record.Json.ToUtf8().Length + 1;
            if (count > 0 && bytes > MaxBytes)
                break;
            var partition = partitionOf(record);
            if (!partitions.TryGetValue(partition, out var list))
                partitions.Add(partition, list = []);
            list.Add(record.Json);
            count++;
        }
        var payload = Json.ObjectOf(
            ("eventSource", "aws:kafka"),
            ("eventSourceArn", sourceArn),
            ("bootstrapServers", "local:9092"),
            (
                "records",
                Json.ObjectOf([.. partitions.Select(partition => (partition.Key, Json.ArrayOf([.. partition.Value])))])
            )
        );
        return (payload.ToUtf8(), count);
    }
}
