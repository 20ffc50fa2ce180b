using LambdaStream.Local.RealTests.Generation;
using LambdaStream.Local.RealTests.Service;

namespace LambdaStream.Local.RealTests.Comparison;

/// <summary>Sends the same random requests to an embedded table and to one of DynamoDB Local.</summary>
internal sealed class TableRun
{
    private const double SpoiltShare = 0.15;

    private readonly int _seed;
    private readonly ServiceClient _client;
    private readonly ServiceDynamoDb _service;
    private readonly LocalWorld _world = new();
    private readonly Dice _dice;
    private readonly TableDefinition _definition;
    private readonly LocalTable _table;
    private readonly AnswerComparison _comparison;
    private readonly List<string> _differences = [];

    /// <param name="seed">Gives the table and the requests.</param>
    /// <param name="client">The way to DynamoDB Local.</param>
    public TableRun(int seed, ServiceClient client)
    {
        (_seed, _client, _service) = (seed, client, new(client));
        _dice = new(seed);
        _definition = RandomTables.Next(_dice, $"table-{seed}");
        _table = _definition.CreateIn(_world);
        _comparison = new(_definition);
    }

    public Tally Tally { get; } = new();

    /// <summary>The differences: all of reads, and the first of a write, behind which there is nothing more to compare.</summary>
    public async Task<IReadOnlyList<string>> FindDifferencesAsync(int operations, CancellationToken cancellationToken)
    {
        await _client.CreateTableAsync(_definition, cancellationToken);
        try
        {
            // What no answer shows is in the tables' final states and in their streams.
            if (
                await AreTheSameAfterAsync(operations, cancellationToken)
                && await CompareAsync(new(OperationKind.Scan, _definition.Name), cancellationToken)
            )
                await CompareStreamsAsync(cancellationToken);
        }
        finally
        {
            await _client.DeleteTableAsync(_definition, cancellationToken);
        }
        return _differences;
    }

    /// <summary>False where the tables have gone different ways.</summary>
    private async Task<bool> AreTheSameAfterAsync(int operations, CancellationToken cancellationToken)
    {
        var requests = new RandomRequests(_definition, () => _table.Items, _dice);
        for (var number = 0; number < operations; number++)
        {
            var draft = requests.Next();
            if (_dice.Chance(SpoiltShare))
                Spoiling.Spoil(draft, _dice);
            var same = await CompareAsync(draft, cancellationToken);
            if (!same && draft.Kind is not (OperationKind.BatchGetItem or OperationKind.Query or OperationKind.Scan))
                return false;
        }
        return true;
    }

    private async Task<bool> CompareAsync(Draft draft, CancellationToken cancellationToken)
    {
        var local = await _world.DynamoDb.AskAsync(draft, cancellationToken);
        var service = await _service.AskAsync(draft, cancellationToken);
        Tally.Count(draft, local, service);
        if (_comparison.TablesPart(draft, local, service))
            return false;
        if (_comparison.Difference(draft, local, service) is not { } difference)
            return true;
        _differences.Add(
            $"""
            Seed {_seed}, operation {Tally.Operations}: {difference}
              {draft.Kind} {draft.ToJson()}
              local:   {local}
              service: {service}
              {_definition}
            """
        );
        return false;
    }

    private async Task CompareStreamsAsync(CancellationToken cancellationToken)
    {
        var records = await _client.ReadStreamAsync(_definition, cancellationToken);
        if (RecordComparison.Difference(_table.Changes, records) is { } difference)
            _differences.Add($"Seed {_seed}, at the end: {difference}");
        Tally.Records += records.Count;
    }
}
