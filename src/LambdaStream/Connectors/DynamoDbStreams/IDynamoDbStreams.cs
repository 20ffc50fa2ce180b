namespace LambdaStream.Connectors;

/// <summary>The port to DynamoDB Streams, for what Lambda does where there is no Lambda: reading a table's changes.</summary>
/// <remarks>
/// An implementation raises <see cref="ServiceException"/> with the service's error code when it refuses a request.
/// Throttling and transient errors are its own to retry; what it raises has been retried already.
/// </remarks>
public interface IDynamoDbStreams
{
    /// <summary>Gives one page of the shards of a stream.</summary>
    ValueTask<DescribeStreamResponse> DescribeStreamAsync(
        DescribeStreamRequest request,
        CancellationToken cancellationToken
    );

    /// <summary>Gives a place in a shard, good for 15 minutes.</summary>
    ValueTask<GetShardIteratorResponse> GetShardIteratorAsync(
        GetShardIteratorRequest request,
        CancellationToken cancellationToken
    );

    /// <summary>Reads up to 1,000 records, or 1 MB, from a place on. There may be none although later ones are there.</summary>
    ValueTask<GetRecordsResponse> GetRecordsAsync(GetRecordsRequest request, CancellationToken cancellationToken);
}
