using LambdaStream;
using LambdaStream.Aws;
using LambdaStream.Connectors;
using LambdaStream.Local;

namespace ThingService;

/// <summary>Tables in DynamoDB, or in DynamoDB Local, and the stream of the first.</summary>
internal sealed class DynamoDbTables : ITables
{
    private readonly AwsTables _tables;
    private readonly StoryStreams _streams;
    private readonly string _thingsStream;

    private DynamoDbTables(IDynamoDb dynamoDb, AwsTables tables, string thingsStream)
    {
        DynamoDb = dynamoDb;
        _tables = tables;
        _streams = new(tables.Streams);
        _thingsStream = thingsStream;
    }

    public IDynamoDb DynamoDb { get; }

    /// <summary>Connects to the tables there, and creates those that are missing.</summary>
    /// <exception cref="UnusableArgumentsException">A table has rows already, or that of things has no stream.</exception>
    /// <exception cref="ServiceException">The service refused, or could not be reached.</exception>
    public static async Task<DynamoDbTables> CreateAsync(Uri endpoint)
    {
        var aws = SettingsFor(endpoint);
        var options = new StreamOptions();
        var tables = new AwsTables(options, aws);
        var thingsStream = await tables.CreateIfMissingAsync(Tables.Things, "pk", "sk");
        await tables.CreateIfMissingAsync(Tables.View, "pk", "sk");
        await tables.CreateIfMissingAsync(Tables.Journal, "pk", "sk");
        var dynamoDb = options.UseAws(aws).DynamoDb!;
        // Commands that change nothing have no record in the stream, so with old rows the sums would not add up.
        foreach (var table in (string[])[Tables.Things, Tables.View])
        {
            var some = await dynamoDb.ScanAsync(new() { TableName = table, Limit = 1 }, CancellationToken.None);
            if (some.Items.Count > 0)
                throw new UnusableArgumentsException(
                    $"The table {table} on {endpoint} has rows; the story begins without."
                );
        }
        return new(
            dynamoDb,
            tables,
            thingsStream ?? throw new UnusableArgumentsException($"The table {Tables.Things} has no stream.")
        );
    }

    // From here on: the stream may have the changes of rows that are gone.
    public ValueTask<EventSourceMapping> ConnectAsync(
        LocalWorld world,
        LocalFunction function,
        EventSourceMappingOptions options
    ) =>
        world.ConnectAsync(
            _streams,
            _thingsStream,
            function,
            options with
            {
                StartingPosition = StartingPosition.Latest,
            }
        );

    public async ValueTask<bool> DeleteAsync(string thing, string row, DateTimeOffset at)
    {
        var key = Item.Of(("pk", thing), ("sk", row));
        if (!await _tables.DeleteItemAsync(Tables.Things, key))
            return false;
        _streams.Delete(key, at);
        return true;
    }

    public async ValueTask<IReadOnlyList<Item>> ReadViewAsync()
    {
        var rows = new List<Item>();
        var request = new ScanRequest { TableName = Tables.View, ConsistentRead = true };
        while (true)
        {
            var page = await DynamoDb.ScanAsync(request, CancellationToken.None);
            rows.AddRange(page.Items);
            if (page.LastEvaluatedKey is not { } last)
                return rows;
            request = request with { ExclusiveStartKey = last };
        }
    }

    private static AwsOptions SettingsFor(Uri endpoint)
    {
        var aws = AwsOptions.FromEnvironment();
        var service = new AwsServiceOptions
        {
            Endpoint = endpoint,
            Timeout = TimeSpan.FromSeconds(10),
            MaxAttempts = 3,
        };
        aws = aws with { Region = aws.Region ?? "us-east-1", DynamoDb = service, DynamoDbStreams = service };
        // DynamoDB Local wants some credentials and does not check them. Nobody else gets made-up ones.
        return endpoint.IsLoopback && aws.Credentials is null
            ? aws with
            {
                Credentials = new StaticCredentials("thingservice", "none"),
            }
            : aws;
    }
}
