using LambdaStream.Connectors;
using LambdaStream.Local.Streams;

namespace LambdaStream.Local.EventSources;

/// <summary>The records of a shard of DynamoDB Streams, a page at a time.</summary>
internal sealed class TableShardFeed(IDynamoDbStreams streams, string streamArn, string shardId) : IShardFeed
{
    private const int MaxPageSize = 1_000;

    private string? _iterator;
    private string? _last;
    private bool _isClosed;

    public string ShardId => shardId;

    public bool IsAtEnd { get; private set; }

    /// <summary>A feed of the records that come from now on.</summary>
    public static async ValueTask<TableShardFeed> LatestAsync(
        IDynamoDbStreams streams,
        string streamArn,
        string shardId,
        CancellationToken cancellationToken
    )
    {
        var feed = new TableShardFeed(streams, streamArn, shardId);
        feed._iterator = await feed.FindAsync("LATEST", null, cancellationToken);
        return feed;
    }

    public DateTimeOffset? DueOf(int count, TimeSpan window) => DateTimeOffset.MinValue;

    public async ValueTask<IReadOnlyList<ShardRecord>> TakeAsync(int count, CancellationToken cancellationToken)
    {
        if (IsAtEnd)
            return [];
        _iterator ??= await ResumeAsync(cancellationToken);
        if (_iterator is null)
            return End();
        GetRecordsResponse page;
        try
        {
            page = await ReadAsync(_iterator, count, cancellationToken);
        }
        catch (ServiceException expired) when (IsExpired(expired.Code))
        {
            _iterator = await ResumeAsync(cancellationToken);
            if (_iterator is null)
                return End();
            page = await ReadAsync(_iterator, count, cancellationToken);
        }
        List<ShardRecord> records =
        [
            .. page.Records.Select(record => TableStreamRecord.ToDelivered(record, streamArn)),
        ];
        _iterator = page.NextShardIterator;
        _isClosed = _iterator is null;
        if (records.Count == 0)
            return _isClosed ? End() : [];
        // The last page too: the shard is at its end when they are done, which the next call tells.
        _last = records[^1].SequenceNumber;
        return records;
    }

    // Where nothing was read yet, trimming loses nothing that was promised: DynamoDB Local answers so in an empty shard, too.
    private bool IsExpired(string code) =>
        code is "ExpiredIteratorException" || code is "TrimmedDataAccessException" && _last is null;

    // Behind what is done. Where nothing was read yet, from the start: better a record twice than never.
    private async ValueTask<string?> ResumeAsync(CancellationToken cancellationToken) =>
        _isClosed ? null
        : _last is null ? await FindAsync("TRIM_HORIZON", null, cancellationToken)
        : await FindAsync("AFTER_SEQUENCE_NUMBER", _last, cancellationToken);

    private async ValueTask<string?> FindAsync(string type, string? sequenceNumber, CancellationToken cancellationToken)
    {
        var answer = await streams.GetShardIteratorAsync(
            new()
            {
                StreamArn = streamArn,
                ShardId = shardId,
                ShardIteratorType = type,
                SequenceNumber = sequenceNumber,
            },
            cancellationToken
        );
        return answer.ShardIterator;
    }

    private ValueTask<GetRecordsResponse> ReadAsync(string iterator, int count, CancellationToken cancellationToken) =>
        streams.GetRecordsAsync(
            new() { ShardIterator = iterator, Limit = Math.Min(count, MaxPageSize) },
            cancellationToken
        );

    private ShardRecord[] End()
    {
        IsAtEnd = true;
        return [];
    }
}
