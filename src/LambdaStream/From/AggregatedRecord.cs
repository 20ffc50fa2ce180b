using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace LambdaStream.Sources;

/// <summary>A Kinesis record into which the Kinesis Producer Library has put several: a magic number, a protobuf message, its MD5.</summary>
internal static class AggregatedRecord
{
    private static ReadOnlySpan<byte> Magic => [0xf3, 0x89, 0x9a, 0xc2];

    /// <summary>With what the base64 of such a record starts in JSON, as far as it tells of the magic number alone.</summary>
    public static ReadOnlySpan<byte> Base64Start => "\"84ma"u8;

    /// <summary>Whether data is such a record. JSON never starts like that.</summary>
    public static bool Is(ReadOnlySpan<byte> data) => data.StartsWith(Magic);

    /// <summary>The records in it, each with the place of its data.</summary>
    /// <exception cref="InvalidDataException">The record is damaged; the message says how.</exception>
    public static List<(KinesisUserRecord Record, int Start, int Length)> Read(ReadOnlySpan<byte> data)
    {
        if (data.Length < Magic.Length + MD5.HashSizeInBytes)
            throw new InvalidDataException("The aggregated record is too short.");
        var message = data[Magic.Length..^MD5.HashSizeInBytes];
        if (!Md5Of(message).AsSpan().SequenceEqual(data[^MD5.HashSizeInBytes..]))
            throw new InvalidDataException("The aggregated record's MD5 is not that of its content.");
        var (keys, hashKeys, places) = (new List<string>(), new List<string>(), new List<(int Start, int Length)>());
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            if (reader.Length < 0)
                continue;
            switch (reader.Field)
            {
                case 1:
                    keys.Add(Encoding.UTF8.GetString(reader.Bytes));
                    break;
                case 2:
                    hashKeys.Add(Encoding.UTF8.GetString(reader.Bytes));
                    break;
                case 3:
                    places.Add((reader.Start, reader.Length));
                    break;
            }
        }
        var records = new List<(KinesisUserRecord, int, int)>(places.Count);
        foreach (var (start, length) in places)
        {
            var (record, at, size) = ReadUserRecord(message.Slice(start, length), keys, hashKeys, records.Count);
            records.Add((record, Magic.Length + start + at, size));
        }
        return records;
    }

    private static (KinesisUserRecord, int Start, int Length) ReadUserRecord(
        ReadOnlySpan<byte> message,
        List<string> keys,
        List<string> hashKeys,
        int subSequenceNumber
    )
    {
        var (key, hashKey) = (0ul, (ulong?)null);
        var (start, length) = (0, -1);
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1 when reader.Length < 0:
                    key = reader.Number;
                    break;
                case 2 when reader.Length < 0:
                    hashKey = reader.Number;
                    break;
                case 3 when reader.Length >= 0:
                    (start, length) = (reader.Start, reader.Length);
                    break;
            }
        }
        if (length < 0 || key >= (ulong)keys.Count || hashKey >= (ulong)hashKeys.Count)
            throw new InvalidDataException(
                $"The aggregated record's part {subSequenceNumber} has no data, or a key that is not in its table."
            );
        var record = new KinesisUserRecord
        {
            PartitionKey = keys[(int)key],
            ExplicitHashKey = hashKey is { } index ? hashKeys[(int)index] : null,
            SubSequenceNumber = subSequenceNumber,
        };
        return (record, start, length);
    }

    [SuppressMessage("Security", "CA5351", Justification = "The format prescribes MD5; nothing is secured by it.")]
    private static byte[] Md5Of(ReadOnlySpan<byte> bytes) => MD5.HashData(bytes);
}
