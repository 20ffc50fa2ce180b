using LambdaStream.Connectors;
using LambdaStream.Local;
using LambdaStream.Simulator.Histories;

namespace LambdaStream.Simulator.Targets;

/// <summary>DynamoDB: updates go to the targets, and a row of settings changes with every invocation.</summary>
internal sealed class SettingsTable : IDynamoDb
{
    public const string Name = "settings";

    private readonly FlakyTargets _targets;
    private readonly LocalTable _table;
    private readonly IDynamoDb _reads;
    private readonly History _history;

    public SettingsTable(Simulation simulation, History history, FlakyTargets targets)
    {
        _history = history;
        _targets = targets;
        _table = simulation.World.Table(Name, "pk");
        _reads = simulation.World.DynamoDb;
        Next();
    }

    public static Item Key { get; } = Item.Of(("pk", "row"));

    public long Version { get; private set; }

    /// <summary>Writes the next version.</summary>
    public void Next() => _table.Put(Key.With("version", ++Version));

    public async ValueTask<UpdateItemResponse> UpdateItemAsync(
        UpdateItemRequest request,
        CancellationToken cancellationToken
    )
    {
        await _targets.WriteAsync(
            Mark.Parse(request.ExpressionAttributeValues![":mark"].GetText()!),
            cancellationToken
        );
        return new();
    }

    // One read may be for many units, and the request does not tell which.
    public async ValueTask<BatchGetItemResponse> BatchGetItemAsync(
        BatchGetItemRequest request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _targets.Failures.CallAsync(
                token => _reads.BatchGetItemAsync(request, token),
                cancellationToken
            );
        }
        catch (ServiceException)
        {
            _history.Current.HasReadTrouble = true;
            throw;
        }
    }

    public ValueTask<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
