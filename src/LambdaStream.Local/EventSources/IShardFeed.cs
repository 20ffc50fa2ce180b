using LambdaStream.Local.Streams;

namespace LambdaStream.Local.EventSources;

/// <summary>The records of one shard for one function, from where it starts to read.</summary>
internal interface IShardFeed
{
    string ShardId { get; }

    /// <summary>Whether there is nothing left, and nothing will come.</summary>
    bool IsAtEnd { get; }

    /// <summary>Gives what is next, up to so many records. Asked only when everything before is done or given up.</summary>
    ValueTask<IReadOnlyList<ShardRecord>> TakeAsync(int count, CancellationToken cancellationToken);
}
