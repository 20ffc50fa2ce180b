using System.Text;

namespace LambdaStream.Local.Streams;

/// <summary>How Kinesis spreads partition keys: the MD5 of the key falls into one of even parts of all 128-bit numbers.</summary>
internal static class HashRange
{
    /// <summary>The first hash key of a shard.</summary>
    public static UInt128 Start(int shard, int shards) => (UInt128)shard * Part(shards);

    public static int ShardOf(string partitionKey, int shards) =>
        ShardOf(Md5.Of(Encoding.UTF8.GetBytes(partitionKey)), shards);

    // What the division leaves over belongs to the last shard.
    public static int ShardOf(UInt128 hashKey, int shards) =>
        shards == 1 ? 0 : (int)UInt128.Min(hashKey / Part(shards), (UInt128)(shards - 1));

    // 2^128 / shards does not fit a calculation with 128 bits, 2^128 - 1 does; they differ where the division is even.
    private static UInt128 Part(int shards) =>
        shards == 1 ? UInt128.MaxValue
        : UInt128.MaxValue % (UInt128)shards == (UInt128)(shards - 1) ? UInt128.MaxValue / (UInt128)shards + 1
        : UInt128.MaxValue / (UInt128)shards;
}
