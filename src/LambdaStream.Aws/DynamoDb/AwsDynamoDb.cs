using System.Globalization;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.DynamoDb;

/// <summary>The port to DynamoDB over its JSON protocol.</summary>
internal sealed class AwsDynamoDb(AwsConnection connection) : IDynamoDb, IAwsPort
{
    public AwsConnection Connection { get; } = connection;

    private static readonly AwsService Service = new("DynamoDB", "dynamodb", "dynamodb") { IsFipsInGovCloud = true };

    private readonly Answers _answers = new();
    private readonly Lazy<JsonService> _service = new(() => ServiceOn(connection));

    /// <summary>The service behind the port, for operations that are none of the port's.</summary>
    public static JsonService ServiceOn(AwsConnection connection) =>
        new(
            new(connection, Service, connection.Options.DynamoDb),
            Service.Name,
            "application/x-amz-json-1.0",
            "DynamoDB_20120810"
        );

    public async ValueTask<UpdateItemResponse> UpdateItemAsync(
        UpdateItemRequest request,
        CancellationToken cancellationToken
    ) => _answers.UpdateItem(await _service.Value.CallAsync("UpdateItem", request, Requests.Write, cancellationToken));

    public async ValueTask<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken) =>
        _answers.PutItem(await _service.Value.CallAsync("PutItem", request, Requests.Write, cancellationToken));

    public async ValueTask<BatchGetItemResponse> BatchGetItemAsync(
        BatchGetItemRequest request,
        CancellationToken cancellationToken
    ) =>
        _answers.BatchGetItem(
            await _service.Value.CallAsync("BatchGetItem", request, Requests.Write, cancellationToken)
        );

    public async ValueTask<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken) =>
        _answers.Query(await _service.Value.CallAsync("Query", request, Requests.Write, cancellationToken));

    public async ValueTask<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken) =>
        _answers.Scan(await _service.Value.CallAsync("Scan", request, Requests.Write, cancellationToken));

    public async ValueTask<BatchWriteItemResponse> BatchWriteItemAsync(
        BatchWriteItemRequest request,
        CancellationToken cancellationToken
    ) =>
        _answers.BatchWriteItem(
            await _service.Value.CallAsync("BatchWriteItem", request, Requests.Write, cancellationToken)
        );

    public async ValueTask<TransactWriteItemsResponse> TransactWriteItemsAsync(
        TransactWriteItemsRequest request,
        CancellationToken cancellationToken
    )
    {
        request = request with { ClientRequestToken = request.ClientRequestToken ?? Token() };
        try
        {
            await _service.Value.CallAsync("TransactWriteItems", request, Requests.Write, cancellationToken);
            return new();
        }
        catch (ServiceException error) when (error.Code is "TransactionCanceledException")
        {
            throw new TransactionCanceledException(error.Message, _answers.Reasons(error.Details), error)
            {
                StatusCode = error.StatusCode,
                RequestId = error.RequestId,
                Details = error.Details,
            };
        }
    }

    public ValueTask ConnectAsync(CancellationToken cancellationToken) =>
        _service.Value.ConnectAsync(cancellationToken);

    private string Token()
    {
        uint Next() => (uint)(Connection.Random() * uint.MaxValue);
        return string.Create(CultureInfo.InvariantCulture, $"{Next():x8}{Next():x8}{Next():x8}{Next():x8}");
    }
}
