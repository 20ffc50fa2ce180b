using LambdaStream.Aws.DynamoDb;
using LambdaStream.Aws.DynamoDbStreams;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws;

/// <summary>
/// What a template and an operator do with tables, for programs that run functions outside Lambda: on DynamoDB Local, say.
/// </summary>
public sealed class AwsTables
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly AwsConnection _connection;
    private readonly JsonService _service;

    /// <param name="options">The options whose region, clock and randomness are used.</param>
    /// <param name="aws">The settings of the transport; by default from the environment.</param>
    /// <exception cref="ArgumentException">There is no region.</exception>
    public AwsTables(StreamOptions options, AwsOptions? aws = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _connection = AwsConnection.Of(options, aws);
        _service = AwsDynamoDb.ServiceOn(_connection);
        Streams = new AwsDynamoDbStreams(_connection);
    }

    /// <summary>The streams of the tables.</summary>
    public IDynamoDbStreams Streams { get; }

    /// <summary>Creates a table with a stream of new and old images, if there is none of that name, and waits until it is ready.</summary>
    /// <param name="name">The name of the table.</param>
    /// <param name="hashKey">The name of its hash key, a string.</param>
    /// <param name="rangeKey">The name of its range key, a string, if it has one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The ARN of its stream; null where a table is there already and has none.</returns>
    /// <exception cref="ServiceException">The service refused.</exception>
    public async ValueTask<string?> CreateIfMissingAsync(
        string name,
        string hashKey,
        string? rangeKey = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(hashKey);
        try
        {
            await CallAsync("CreateTable", TableRequests.Create(name, hashKey, rangeKey), cancellationToken);
        }
        catch (ServiceException exists) when (exists.Code == "ResourceInUseException")
        {
            // It may be of somebody who creates it at the same time, so that it is not ready either.
        }
        while (true)
        {
            var answer = await CallAsync("DescribeTable", TableRequests.Describe(name), cancellationToken);
            var table = answer["Table"];
            if (table["TableStatus"].IsString("ACTIVE"))
                return
                    table["StreamSpecification"]["StreamEnabled"] is { IsNullOrUndefined: false } isEnabled
                    && isEnabled.GetBoolean()
                    ? table["LatestStreamArn"].GetString()
                    : null;
            await Task.Delay(BetweenLooks, _connection.Time, cancellationToken);
        }
    }

    /// <summary>Deletes an item. False if there was none.</summary>
    /// <exception cref="ServiceException">The service refused.</exception>
    public async ValueTask<bool> DeleteItemAsync(string table, Item key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(table);
        ArgumentNullException.ThrowIfNull(key);
        var answer = await CallAsync("DeleteItem", TableRequests.DeleteItem(table, key), cancellationToken);
        return answer["Attributes"].IsDefined;
    }

    private ValueTask<Json> CallAsync(string operation, Json request, CancellationToken cancellationToken) =>
        _service.CallAsync(operation, request, static (json, output) => json.WriteTo(output), cancellationToken);
}
