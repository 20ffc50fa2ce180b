using LambdaStream.Connectors;
using LambdaStream.Local;

namespace ThingService;

/// <summary>The services' tables, wherever they are.</summary>
internal interface ITables
{
    IDynamoDb DynamoDb { get; }

    /// <summary>Drives a function from the changes of the table of things.</summary>
    ValueTask<EventSourceMapping> ConnectAsync(
        LocalWorld world,
        LocalFunction function,
        EventSourceMappingOptions options
    );

    /// <summary>Deletes a row of the table of things for good. False if there was none.</summary>
    ValueTask<bool> DeleteAsync(string thing, string row, DateTimeOffset at);

    /// <summary>The rows of the view.</summary>
    ValueTask<IReadOnlyList<Item>> ReadViewAsync();
}

/// <summary>Tables in memory.</summary>
internal sealed class EmbeddedTables : ITables
{
    private readonly LocalTable _things;
    private readonly LocalTable _view;

    public EmbeddedTables(LocalWorld world)
    {
        DynamoDb = world.DynamoDb;
        _things = world.Table(Tables.Things, "pk", "sk");
        _view = world.Table(Tables.View, "pk", "sk");
        world.Table(Tables.Journal, "pk", "sk");
    }

    public IDynamoDb DynamoDb { get; }

    public ValueTask<EventSourceMapping> ConnectAsync(
        LocalWorld world,
        LocalFunction function,
        EventSourceMappingOptions options
    ) => new(world.Connect(_things, function, options));

    public ValueTask<bool> DeleteAsync(string thing, string row, DateTimeOffset at) => new(_things.Delete(thing, row));

    public ValueTask<IReadOnlyList<Item>> ReadViewAsync() => new(_view.Items);
}
