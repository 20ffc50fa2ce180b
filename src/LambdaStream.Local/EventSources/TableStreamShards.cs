using LambdaStream.Connectors;

namespace LambdaStream.Local.EventSources;

/// <summary>The shards of a stream of DynamoDB Streams as they come and go: a parent is read to its end before its children.</summary>
internal sealed class TableStreamShards(IDynamoDbStreams streams, string streamArn)
{
    // Null for a shard that is not read, because it was closed before the start.
    private readonly Dictionary<string, TableShardFeed?> _known = new(StringComparer.Ordinal);

    /// <summary>The shards with which a function starts.</summary>
    public async ValueTask<IReadOnlyList<IShardFeed>> StartAsync(
        StartingPosition position,
        CancellationToken cancellationToken
    )
    {
        if (position is StartingPosition.TrimHorizon)
            return await OpenAsync(cancellationToken);
        var feeds = new List<IShardFeed>();
        foreach (var shard in await DescribeAsync(cancellationToken))
        {
            var feed = shard.EndingSequenceNumber is null
                ? await TableShardFeed.LatestAsync(streams, streamArn, shard.ShardId, cancellationToken)
                : null;
            _known.Add(shard.ShardId, feed);
            if (feed is not null)
                feeds.Add(feed);
        }
        return feeds;
    }

    /// <summary>The shards that are new and whose turn it is.</summary>
    public async ValueTask<IReadOnlyList<IShardFeed>> OpenAsync(CancellationToken cancellationToken)
    {
        var shards = await DescribeAsync(cancellationToken);
        var listed = shards.Select(shard => shard.ShardId).ToHashSet(StringComparer.Ordinal);
        var feeds = new List<IShardFeed>();
        foreach (var shard in shards)
        {
            if (_known.ContainsKey(shard.ShardId) || !IsDone(shard.ParentShardId, listed))
                continue;
            var feed = new TableShardFeed(streams, streamArn, shard.ShardId);
            _known.Add(shard.ShardId, feed);
            feeds.Add(feed);
        }
        return feeds;
    }

    // A parent that is neither known nor listed is older than a day, and so are its records.
    private bool IsDone(string? parent, HashSet<string> listed) =>
        parent is null
        || (_known.TryGetValue(parent, out var feed) ? feed is not { IsAtEnd: false } : !listed.Contains(parent));

    private async ValueTask<List<StreamShard>> DescribeAsync(CancellationToken cancellationToken)
    {
        var shards = new List<StreamShard>();
        var request = new DescribeStreamRequest { StreamArn = streamArn };
        while (true)
        {
            var page = await streams.DescribeStreamAsync(request, cancellationToken);
            shards.AddRange(page.Shards);
            if (page.LastEvaluatedShardId is not { } last)
                return shards;
            request = request with { ExclusiveStartShardId = last };
        }
    }
}
