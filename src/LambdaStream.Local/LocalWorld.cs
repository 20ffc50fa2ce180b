using LambdaStream.Connectors;
using LambdaStream.Local.Buses;
using LambdaStream.Local.EventSources;
using LambdaStream.Local.Streams;
using LambdaStream.Local.Tables;

namespace LambdaStream.Local;

/// <summary>AWS in memory: tables, buses and streams behind the ports of the core, and the functions that they drive.</summary>
/// <remarks>
/// What a function does to the world happens at once; what the world does to functions happens while
/// <see cref="DrainAsync"/> runs, in one order, on the caller's thread. So the same world with the same time does the same
/// every time.
/// </remarks>
public sealed partial class LocalWorld
{
    private const int MaxParallelizationFactor = 10;

    private readonly Lock _lock = new();
    private readonly LocalEnvironment _environment;
    private readonly Dictionary<string, LocalTable> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LocalEventBus> _buses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LocalStream> _streams = new(StringComparer.Ordinal);
    private readonly List<IDelivery> _deliveries = [];

    /// <summary>Makes an empty world, with nothing but the default bus.</summary>
    /// <param name="timeProvider">Its clock; by default the system's.</param>
    /// <param name="region">Its region; by default us-east-1.</param>
    /// <param name="seed">Where its ids come from: the same seed gives the same ids.</param>
    public LocalWorld(TimeProvider? timeProvider = null, string region = "us-east-1", int seed = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(region);
        _environment = new(timeProvider ?? TimeProvider.System, region, new(seed));
        DynamoDb = new LocalDynamoDb(name => Find(_tables, name), _environment.Time);
        EventBridge = new LocalEventBridge(name => Find(_buses, name), _environment);
        Bus("default");
    }

    /// <summary>DynamoDB over the tables of this world.</summary>
    public IDynamoDb DynamoDb { get; }

    /// <summary>EventBridge over the buses of this world.</summary>
    public IEventBridge EventBridge { get; }

    /// <summary>The region of everything in this world.</summary>
    public string Region => _environment.Region;

    /// <summary>The clock of this world.</summary>
    public TimeProvider Time => _environment.Time;

    /// <summary>Creates a table.</summary>
    /// <param name="name">Its name: 3 to 255 letters, digits, '_', '-' and '.'.</param>
    /// <param name="hashKey">Its hash key; a name alone stands for a string.</param>
    /// <param name="rangeKey">Its range key, if it has one.</param>
    /// <exception cref="ArgumentException">The name is none, or there is a table of that name.</exception>
    public LocalTable Table(string name, KeyPart hashKey, KeyPart? rangeKey = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(hashKey);
        var table = new LocalTable(name, new(hashKey, rangeKey), _environment);
        lock (_lock)
        {
            return _tables.TryAdd(name, table)
                ? table
                : throw new ArgumentException($"There is a table {name} already.", nameof(name));
        }
    }

    /// <summary>The table of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public LocalTable Table(string name) =>
        Find(_tables, name)
        ?? throw new ArgumentException($"There is no table {name}; create it by giving its keys.", nameof(name));

    /// <summary>The bus of that name. The first call creates it.</summary>
    public LocalEventBus Bus(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_lock)
        {
            if (!_buses.TryGetValue(name, out var bus))
                _buses.Add(name, bus = new(name, _environment, Register));
            return bus;
        }
    }

    /// <summary>The stream of that name. The first call creates it.</summary>
    /// <param name="name">The name of the stream.</param>
    /// <param name="shards">The number of its shards, by default one.</param>
    /// <exception cref="ArgumentException">There is one with another number of shards.</exception>
    public LocalStream Stream(string name, int? shards = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_lock)
        {
            if (!_streams.TryGetValue(name, out var stream))
                _streams.Add(name, stream = new(name, shards ?? 1, _environment));
            return shards is null || shards == stream.ShardCount
                ? stream
                : throw new ArgumentException($"Stream {name} has {stream.ShardCount} shards.", nameof(shards));
        }
    }

    /// <summary>Drives a function from a stream.</summary>
    public EventSourceMapping Connect(
        LocalStream stream,
        LocalFunction function,
        EventSourceMappingOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Connect(stream.Arn, stream.Shards, function, options);
    }

    /// <summary>Drives a function from the change stream of a table.</summary>
    public EventSourceMapping Connect(
        LocalTable table,
        LocalFunction function,
        EventSourceMappingOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        return Connect(table.StreamArn, [table.ChangeShard], function, options);
    }

    /// <summary>Drives a function from a stream of DynamoDB Streams outside this world, such as that of DynamoDB Local.</summary>
    /// <remarks>
    /// Read while <see cref="DrainAsync"/> runs, and on only when the function is done with what came before. A world is at
    /// rest when nothing is visible in the stream; the service may show a change a moment after the write. With
    /// <see cref="StartingPosition.Latest"/> it starts with what is written after this call; where the first reading is 15
    /// minutes later, it starts with the oldest record instead.
    /// </remarks>
    /// <param name="streams">The port to the service.</param>
    /// <param name="streamArn">The ARN of the stream.</param>
    /// <param name="function">The function.</param>
    /// <param name="options">How it is driven. An invocation gets 1,000 records at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ServiceException">The service refused, for example because there is no such stream.</exception>
    public async ValueTask<EventSourceMapping> ConnectAsync(
        IDynamoDbStreams streams,
        string streamArn,
        LocalFunction function,
        EventSourceMappingOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(streams);
        ArgumentException.ThrowIfNullOrEmpty(streamArn);
        ArgumentNullException.ThrowIfNull(function);
        options ??= new();
        if (options.ParallelizationFactor != 1)
            throw new ArgumentException("Only streams of this world have a ParallelizationFactor.", nameof(options));
        var shards = new TableStreamShards(streams, streamArn);
        var first = await shards.StartAsync(options.StartingPosition, cancellationToken);
        var state = StateOf(streamArn, options.FunctionName, options.BatchSize);
        var mapping = new EventSourceMapping(state, first, function, options, () => _environment.Now, shards);
        Register(state, mapping);
        return mapping;
    }

    private EventSourceMapping Connect(
        string sourceArn,
        IReadOnlyList<Shard> shards,
        LocalFunction function,
        EventSourceMappingOptions? options
    )
    {
        ArgumentNullException.ThrowIfNull(function);
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ParallelizationFactor, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.ParallelizationFactor, MaxParallelizationFactor);
        if (options is { ParallelizationFactor: > 1, TumblingWindowInSeconds: not null })
            throw new ArgumentException(
                "A tumbling window is of a whole shard, so its ParallelizationFactor is 1.",
                nameof(options)
            );
        var feeds =
            from shard in shards
            from part in Enumerable.Range(0, options.ParallelizationFactor)
            select new LocalShardFeed(shard, options, part);
        var state = StateOf(sourceArn, options.FunctionName, options.BatchSize);
        var mapping = new EventSourceMapping(state, feeds, function, options, () => _environment.Now);
        Register(state, mapping);
        return mapping;
    }

    internal IReadOnlyList<IDelivery> Deliveries
    {
        get
        {
            lock (_lock)
                return [.. _deliveries];
        }
    }

    internal Guid NewId() => _environment.Ids.Next();

    private void Register(IDelivery delivery)
    {
        lock (_lock)
            _deliveries.Add(delivery);
    }

    private T? Find<T>(Dictionary<string, T> resources, string name)
        where T : class
    {
        lock (_lock)
            return resources.GetValueOrDefault(name);
    }
}
