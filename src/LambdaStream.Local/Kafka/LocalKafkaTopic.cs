using System.Text;
using LambdaStream.Local.Streams;

namespace LambdaStream.Local;

/// <summary>A topic of Apache Kafka in memory. It may be used from several threads.</summary>
public sealed class LocalKafkaTopic
{
    private readonly Lock _lock = new();
    private readonly LocalEnvironment _environment;
    private int _last = -1;

    internal LocalKafkaTopic(string name, int partitions, LocalEnvironment environment)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        Name = name;
        Arn = environment.Arn("kafka", "cluster/local/0-0");
        _environment = environment;
        Partitions = [.. Enumerable.Range(0, partitions).Select(i => new Shard($"{name}-{i}"))];
    }

    /// <summary>The name of the topic.</summary>
    public string Name { get; }

    /// <summary>The ARN of its cluster, as in <c>eventSourceArn</c>.</summary>
    public string Arn { get; }

    /// <summary>The number of partitions.</summary>
    public int PartitionCount => Partitions.Count;

    /// <summary>The records so far as a function receives them, partition by partition.</summary>
    public IReadOnlyList<Json> Records =>
        [.. Partitions.SelectMany(partition => partition.Read(0, int.MaxValue)).Select(record => record.Json)];

    internal IReadOnlyList<Shard> Partitions { get; }

    /// <summary>Puts a record on the partition of its key, or without one on the next partition. Returns its offset.</summary>
    /// <param name="key">The key; null for none.</param>
    /// <param name="value">The value, usually an event as UTF-8 JSON; null for a tombstone.</param>
    /// <param name="partition">Chooses the partition in place of the key.</param>
    public long Put(string? key, ReadOnlyMemory<byte>? value, int? partition = null)
    {
        lock (_lock)
        {
            var number =
                partition
                ?? (
                    key is null
                        ? _last = (_last + 1) % PartitionCount
                        : (int)(Md5.Of(Encoding.UTF8.GetBytes(key)) % (UInt128)PartitionCount)
                );
            var shard = Partitions[number];
            var offset = shard.Count;
            var record = Json.ObjectOf(
                ("topic", Name),
                ("partition", number),
                ("offset", offset),
                ("timestamp", _environment.Now.ToUnixTimeMilliseconds()),
                ("timestampType", "CREATE_TIME"),
                ("key", key is null ? default(Json) : Convert.ToBase64String(Encoding.UTF8.GetBytes(key))),
                ("value", value is { } bytes ? Convert.ToBase64String(bytes.Span) : Json.Null),
                ("headers", Json.ArrayOf())
            );
            shard.Append(new($"{shard.Id}@{offset}", record));
            return offset;
        }
    }

    /// <summary>Puts an event as UTF-8 JSON.</summary>
    /// <inheritdoc cref="Put(string?, ReadOnlyMemory{byte}?, int?)"/>
    public long Put(string? key, Json value) => Put(key, value.ToUtf8());
}
