using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using LambdaStream.Connectors;
using LambdaStream.Local.Streams;
using LambdaStream.Sinks;

namespace LambdaStream.Local;

/// <summary>A Kinesis data stream in memory. It may be used from several threads.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "Stream is Kinesis's word.")]
public sealed class LocalStream
{
    private const int MaxPartitionKeyLength = 256;

    // Real sequence numbers have 56 digits.
    private const string SequencePrefix = "4965000000000000000000000000000000000";

    private readonly Lock _lock = new();
    private readonly LocalEnvironment _environment;
    private long _lastSequence;

    internal LocalStream(string name, int shards, LocalEnvironment environment)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        Name = name;
        Arn = environment.Arn("kinesis", $"stream/{name}");
        _environment = environment;
        Shards = [.. Enumerable.Range(0, shards).Select(i => new Shard($"shardId-{i:D12}"))];
    }

    /// <summary>The name of the stream.</summary>
    public string Name { get; }

    /// <summary>The ARN of the stream, as in <c>eventSourceARN</c>.</summary>
    public string Arn { get; }

    /// <summary>The number of shards.</summary>
    public int ShardCount => Shards.Count;

    /// <summary>The bytes of a record with its partition key, up to 10 MiB; by default 1 MiB, as of a stream that nobody has set otherwise.</summary>
    public long MaxRecordSize
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TargetLimits.Kinesis.EntryBytes);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TargetLimits.Kinesis.Bytes);
            field = value;
        }
    } = TargetLimits.Kinesis.EntryBytes;

    /// <summary>The records so far as a function receives them, shard by shard.</summary>
    public IReadOnlyList<Json> Records =>
        [.. Shards.SelectMany(shard => shard.Read(0, int.MaxValue)).Select(record => record.Json)];

    internal IReadOnlyList<Shard> Shards { get; }

    /// <summary>Puts a record of up to <see cref="MaxRecordSize"/> bytes on the shard of its partition key. Returns its sequence number.</summary>
    /// <param name="partitionKey">1 to 256 characters. Records with the same key stay in order.</param>
    /// <param name="data">The data, usually an event as UTF-8 JSON.</param>
    /// <param name="explicitHashKey">Chooses the shard in place of the hash of the partition key.</param>
    /// <exception cref="ServiceException">The partition key or the data is outside these limits.</exception>
    public string Put(string partitionKey, ReadOnlyMemory<byte> data, UInt128? explicitHashKey = null)
    {
        Check(partitionKey, data.Length);
        return Append(partitionKey, Convert.ToBase64String(data.Span), explicitHashKey);
    }

    /// <summary>Puts an event as UTF-8 JSON.</summary>
    /// <inheritdoc cref="Put(string, ReadOnlyMemory{byte}, UInt128?)"/>
    public string Put(string partitionKey, Json data) => Put(partitionKey, data.ToUtf8());

    /// <summary>Puts a record of a Lambda payload, for example of one that was recorded. Returns its new sequence number.</summary>
    /// <remarks>
    /// Its partition key and its data go along as they are, even data that is no base64, so that a function can be shown
    /// what no Kinesis would deliver. The sequence number and the id are those of this stream.
    /// </remarks>
    /// <exception cref="ArgumentException">The record has no text as partition key or data.</exception>
    /// <exception cref="ServiceException">The partition key or the data is outside the limits.</exception>
    public string Replay(Json record)
    {
        var kinesis = record["kinesis"];
        if (
            kinesis["partitionKey"] is not { Kind: JsonValueKind.String } partitionKey
            || kinesis["data"] is not { Kind: JsonValueKind.String } data
        )
        {
            throw new ArgumentException(
                "It is no record of a Kinesis stream: it has no kinesis.partitionKey or no kinesis.data.",
                nameof(record)
            );
        }
        var key = partitionKey.GetString()!;
        Check(key, data.GetString().AsSpan().TrimEnd('=').Length * 3 / 4);
        return Append(key, data, null);
    }

    private string Append(string partitionKey, Json data, UInt128? explicitHashKey)
    {
        var shard = ShardOf(partitionKey, explicitHashKey);
        lock (_lock)
        {
            var sequenceNumber = SequencePrefix + (++_lastSequence).ToString("D19", CultureInfo.InvariantCulture);
            shard.Append(new(sequenceNumber, Record(shard, sequenceNumber, partitionKey, data)));
            return sequenceNumber;
        }
    }

    internal Shard ShardOf(string partitionKey, UInt128? explicitHashKey) =>
        Shards[
            explicitHashKey is { } hashKey
                ? HashRange.ShardOf(hashKey, ShardCount)
                : HashRange.ShardOf(partitionKey, ShardCount)
        ];

    private Json Record(Shard shard, string sequenceNumber, string partitionKey, Json data) =>
        Json.ObjectOf(
            (
                "kinesis",
                Json.ObjectOf(
                    ("kinesisSchemaVersion", "1.0"),
                    ("partitionKey", partitionKey),
                    ("sequenceNumber", sequenceNumber),
                    ("data", data),
                    ("approximateArrivalTimestamp", _environment.Now.ToUnixTimeMilliseconds() / 1000m)
                )
            ),
            ("eventSource", "aws:kinesis"),
            ("eventVersion", "1.0"),
            ("eventID", $"{shard.Id}:{sequenceNumber}"),
            ("eventName", "aws:kinesis:record"),
            ("invokeIdentityArn", $"arn:aws:iam::{LocalEnvironment.Account}:role/local"),
            ("awsRegion", _environment.Region),
            ("eventSourceARN", Arn)
        );

    internal void Check(string partitionKey, int dataBytes)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        if (partitionKey.Length is 0 or > MaxPartitionKeyLength)
        {
            throw Refusal(
                $"1 validation error detected: Value '{partitionKey}' at 'partitionKey' failed to satisfy constraint: "
                    + $"Member must have length between 1 and {MaxPartitionKeyLength}"
            );
        }
        if (dataBytes + Encoding.UTF8.GetByteCount(partitionKey) > MaxRecordSize)
        {
            throw Refusal(
                "1 validation error detected: Value at 'data' failed to satisfy constraint: "
                    + $"Member must have length less than or equal to {MaxRecordSize}"
            );
        }
    }

    private static ServiceException Refusal(string message) =>
        new("ValidationException", message) { StatusCode = HttpStatusCode.BadRequest };
}
