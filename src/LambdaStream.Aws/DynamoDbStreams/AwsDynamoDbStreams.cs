using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.DynamoDbStreams;

/// <summary>The port to DynamoDB Streams over its JSON protocol.</summary>
internal sealed class AwsDynamoDbStreams(AwsConnection connection) : IDynamoDbStreams, IAwsPort
{
    public AwsConnection Connection { get; } = connection;

    internal static readonly AwsService Service = new("DynamoDB Streams", "streams.dynamodb", "dynamodb")
    {
        DualStackPrefix = "streams-dynamodb",
        IsFipsInGovCloud = true,
    };

    private readonly Lazy<JsonService> _service = new(() =>
        new(
            new(connection, Service, connection.Options.DynamoDbStreams),
            Service.Name,
            "application/x-amz-json-1.0",
            "DynamoDBStreams_20120810"
        )
    );

    public async ValueTask<DescribeStreamResponse> DescribeStreamAsync(
        DescribeStreamRequest request,
        CancellationToken cancellationToken
    ) =>
        Answers.DescribeStream(
            await _service.Value.CallAsync("DescribeStream", request, Requests.Write, cancellationToken)
        );

    public async ValueTask<GetShardIteratorResponse> GetShardIteratorAsync(
        GetShardIteratorRequest request,
        CancellationToken cancellationToken
    ) =>
        Answers.GetShardIterator(
            await _service.Value.CallAsync("GetShardIterator", request, Requests.Write, cancellationToken)
        );

    public async ValueTask<GetRecordsResponse> GetRecordsAsync(
        GetRecordsRequest request,
        CancellationToken cancellationToken
    ) => Answers.GetRecords(await _service.Value.CallAsync("GetRecords", request, Requests.Write, cancellationToken));

    public ValueTask ConnectAsync(CancellationToken cancellationToken) =>
        _service.Value.ConnectAsync(cancellationToken);
}
