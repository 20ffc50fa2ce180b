using LambdaStream.Local.Streams;

namespace LambdaStream.Local.EventSources;

/// <summary>The records of one shard for one function, from where it starts to read.</summary>
internal interface IShardFeed
{
    string ShardId { get; }

    /// <summary>Whether there is nothing left, and nothing will come.</summary>
    bool IsAtEnd { get; }

    /// <summary>When so many records will be there, or the first of fewer will have waited for so long; null where none waits.</summary>
    DateTimeOffset? DueOf(int count, TimeSpan window);

    /// <summary>Gives what is next, up to so many records. Asked only when everything before is done or given up.</summary>
    ValueTask<IReadOnlyList<ShardRecord>> TakeAsync(int count, CancellationToken cancellationToken);

    /// <summary>Puts as many records into a payload as fit, at least one.</summary>
    (ReadOnlyMemory<byte> Payload, int Count) PayloadOf(
        IReadOnlyList<ShardRecord> records,
        params ReadOnlySpan<(string Name, Json Value)> members
    ) => BatchPayload.Of(records, members);

    /// <summary>What of the records is to be delivered again, by the response to them: by default all from the first failed one on.</summary>
    ArraySegment<ShardRecord> RestOf(ArraySegment<ShardRecord> records, ReadOnlyMemory<byte> response) =>
        records[BatchResponse.DoneOf(records, response)..];
}
