using System.Buffers;
using System.Globalization;
using LambdaStream.Local.Buckets;

namespace LambdaStream.Local;

// What it writes to a bucket.
public sealed partial class LocalDeliveryStream
{
    // What Firehose takes for an object by default.
    private const int BufferSize = 5 * 1024 * 1024;

    private readonly List<ReadOnlyMemory<byte>> _buffer = [];
    private LocalBucket? _bucket;
    private string _prefix = "";
    private int _seen;

    /// <summary>Delivers to a bucket too, from now on: what came together in one object, each record a line.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What the keys start with; the year, month, day and hour in UTC follow, as with Firehose.</param>
    /// <remarks>An object is written when nothing more comes, or when it has 5 MiB. A line feed is added to each record that has none.</remarks>
    public LocalDeliveryStream To(LocalBucket bucket, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(bucket);
        ArgumentNullException.ThrowIfNull(prefix);
        lock (_lock)
            (_bucket, _prefix) = (bucket, prefix);
        return this;
    }

    private void Deliver(ReadOnlyMemory<byte> record)
    {
        _records.Add(record);
        if (_bucket is not null)
            _buffer.Add(record);
    }

    private bool WriteObject()
    {
        lock (_lock)
        {
            if (_bucket is null || _buffer.Count == 0)
                return false;
            // More may be on its way in this round.
            if (_buffer.Count != _seen)
            {
                _seen = _buffer.Count;
                return true;
            }
            var content = new ArrayBufferWriter<byte>();
            var taken = 0;
            while (taken < _buffer.Count && (taken == 0 || content.WrittenCount + _buffer[taken].Length < BufferSize))
            {
                content.Write(_buffer[taken].Span);
                if (_buffer[taken++].Span is not [.., (byte)'\n'])
                    content.Write("\n"u8);
            }
            _buffer.RemoveRange(0, taken);
            _seen = _buffer.Count;
            Write(_bucket, content.WrittenMemory);
            return true;
        }
    }

    private void Write(LocalBucket bucket, ReadOnlyMemory<byte> body)
    {
        var now = _environment.Now.UtcDateTime;
        var time = now.ToString("yyyy-MM-dd-HH-mm-ss", CultureInfo.InvariantCulture);
        var hour = now.ToString("yyyy/MM/dd/HH", CultureInfo.InvariantCulture);
        var content = new StoredObject
        {
            Key = $"{_prefix}{hour}/{Name}-1-{time}-{_environment.Ids.Next():D}",
            Body = body,
            ETag = $"\"{Md5.HexOf(body.Span)}\"",
            LastModified = _environment.Now,
        };
        bucket.Put(content, "ObjectCreated:Put", _ => { });
    }
}
