using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests.EventSources;

/// <summary>A stream of DynamoDB Streams with shards that a test adds, closes and lets expire.</summary>
internal sealed class ScriptedStreams : IDynamoDbStreams
{
    private readonly List<ScriptedShard> _shards = [];
    private int _age;

    /// <summary>The operations in order, with what they ask for.</summary>
    public List<string> Calls { get; } = [];

    public ScriptedShard Add(string id, string? parent = null)
    {
        var shard = new ScriptedShard(id, parent);
        _shards.Add(shard);
        return shard;
    }

    /// <summary>Lets all places in shards expire.</summary>
    public void Age() => _age++;

    // Two shards a page.
    public ValueTask<DescribeStreamResponse> DescribeStreamAsync(
        DescribeStreamRequest request,
        CancellationToken cancellationToken
    )
    {
        Calls.Add($"describe after {request.ExclusiveStartShardId}");
        var start = _shards.FindIndex(shard => shard.Id == request.ExclusiveStartShardId) + 1;
        var page = _shards.Skip(start).Take(2).ToList();
        return new(
            new DescribeStreamResponse
            {
                Shards =
                [
                    .. page.Select(shard => new StreamShard
                    {
                        ShardId = shard.Id,
                        ParentShardId = shard.Parent,
                        EndingSequenceNumber = shard.IsClosed ? "999" : null,
                    }),
                ],
                LastEvaluatedShardId = start + page.Count < _shards.Count ? page[^1].Id : null,
            }
        );
    }

    public ValueTask<GetShardIteratorResponse> GetShardIteratorAsync(
        GetShardIteratorRequest request,
        CancellationToken cancellationToken
    )
    {
        Calls.Add($"{request.ShardId} {request.ShardIteratorType} {request.SequenceNumber}".TrimEnd());
        var records = ShardOf(request.ShardId).Records;
        var position = request.ShardIteratorType switch
        {
            "TRIM_HORIZON" => 0,
            "LATEST" => records.Count,
            _ => records.FindIndex(record => record["dynamodb"]["SequenceNumber"].IsString(request.SequenceNumber!))
                + 1,
        };
        return new(new GetShardIteratorResponse { ShardIterator = $"{request.ShardId}|{position}|{_age}" });
    }

    public ValueTask<GetRecordsResponse> GetRecordsAsync(GetRecordsRequest request, CancellationToken cancellationToken)
    {
        var parts = request.ShardIterator.Split('|');
        if (parts[2] != $"{_age}")
            throw new ServiceException("ExpiredIteratorException", "The iterator is old.");
        var shard = ShardOf(parts[0]);
        var position = int.Parse(parts[1], null);
        var page = shard.Records.Skip(position).Take(request.Limit ?? 1_000).ToList();
        position += page.Count;
        var isAtEnd = shard.IsClosed && position == shard.Records.Count;
        return new(
            new GetRecordsResponse
            {
                Records = page,
                NextShardIterator = isAtEnd ? null : $"{shard.Id}|{position}|{_age}",
            }
        );
    }

    private ScriptedShard ShardOf(string id) => _shards.Single(shard => shard.Id == id);
}

internal sealed class ScriptedShard(string id, string? parent)
{
    public string Id => id;

    public string? Parent => parent;

    public bool IsClosed { get; set; }

    public List<Json> Records { get; } = [];

    public void Put(params IEnumerable<string> ids)
    {
        foreach (var name in ids)
        {
            Records.Add(
                Json.Parse(
                    $$$$"""
                    {
                      "eventID": "{{{{name}}}}", "eventName": "REMOVE", "eventVersion": "1.1", "eventSource": "aws:dynamodb",
                      "awsRegion": "eu-west-1", "userIdentity": {"PrincipalId": "dynamodb.amazonaws.com", "Type": "Service"},
                      "dynamodb": {
                        "ApproximateCreationDateTime": 1.7954299805E9, "Keys": {"pk": {"S": "{{{{name}}}}"}},
                        "SequenceNumber": "{{{{name}}}}", "SizeBytes": 5, "StreamViewType": "NEW_AND_OLD_IMAGES"
                      }
                    }
                    """
                )
            );
        }
    }
}
