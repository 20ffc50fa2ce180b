using System.Globalization;
using System.Text.Json;
using LambdaStream.Local.Streams;

namespace LambdaStream.Local.EventSources;

/// <summary>The tumbling window of a shard that is open, and its state.</summary>
internal sealed class ShardWindow(TimeSpan length, string sourceArn, string shardId, Func<DateTimeOffset> now)
{
    // The most that Lambda keeps for a shard.
    private const int MaxStateSize = 1_000_000;

    private DateTimeOffset? _start;
    private Json _state = Json.EmptyObject;

    public bool IsOpen => _start is not null;

    /// <summary>When its time has passed; null where it is not open.</summary>
    public DateTimeOffset? End => _start + length;

    /// <summary>Whether its time has passed.</summary>
    public bool IsOver => End <= now();

    /// <summary>How many of the records, from the first on, are of the window; 0 where it must be closed before.</summary>
    public int CountIn(IReadOnlyList<ShardRecord> records)
    {
        _start ??= StartOf(records[0]);
        var count = 0;
        while (count < records.Count && StartOf(records[count]) <= _start)
            count++;
        return count;
    }

    /// <summary>What a payload says of the window beside its records.</summary>
    public (string Name, Json Value)[] Members(bool isFinal) =>
        [
            ("window", Json.ObjectOf(("start", Text(_start!.Value)), ("end", Text(_start.Value + length)))),
            ("state", _state),
            ("shardId", shardId),
            ("eventSourceARN", sourceArn),
            ("isFinalInvokeForWindow", isFinal),
            ("isWindowTerminatedEarly", false),
        ];

    /// <summary>Keeps the state of an answer.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it is too large.</exception>
    public void Keep(ReadOnlyMemory<byte> response)
    {
        var state = StateOf(response);
        if (state.Kind is not JsonValueKind.Object)
            throw new InvalidOperationException("The function's answer has no state, which a window needs.");
        if (state.ToUtf8().Length is var size and > MaxStateSize)
            throw new InvalidOperationException(
                $"The function's state has {size} bytes, and Lambda keeps {MaxStateSize} for a shard."
            );
        _state = state;
    }

    /// <summary>Makes room for the next window.</summary>
    public void Close() => (_start, _state) = (null, Json.EmptyObject);

    private static Json StateOf(ReadOnlyMemory<byte> response)
    {
        try
        {
            return Json.Parse(response.ToArray())["state"];
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private DateTimeOffset StartOf(ShardRecord record)
    {
        var arrival = (record.Arrived - DateTimeOffset.UnixEpoch).TotalSeconds;
        return DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(arrival / length.TotalSeconds) * length.TotalSeconds);
    }

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
