using System.Net;
using LambdaStream.Connectors;
using LambdaStream.Local.EventSources;
using LambdaStream.Local.Functions;

namespace LambdaStream.Local;

public sealed partial class LocalWorld
{
    private readonly Dictionary<string, LocalFunction> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LocalWorld> _regions = new(StringComparer.Ordinal);
    private readonly List<(MappingState State, IDelivery Delivery)> _mappings = [];
    private readonly AsynchronousInvocations _asynchronous = new();

    /// <summary>Lambda over the functions of this world that have a name, and over its event source mappings.</summary>
    public ILambda Lambda => field ??= new LocalLambda(this, _environment, _asynchronous);

    /// <summary>The asynchronous invocations on which the world gave up, oldest first.</summary>
    public IReadOnlyList<FailedInvocation> FailedInvocations => _asynchronous.Failed;

    /// <summary>Gives a function a name, by which <see cref="Lambda"/> calls it and lets event sources drive it.</summary>
    /// <exception cref="ArgumentException">There is a function of that name.</exception>
    public void Function(string name, LocalFunction function)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(function);
        lock (_lock)
        {
            if (!_functions.TryAdd(name, function))
                throw new ArgumentException($"There is a function {name} already.", nameof(name));
            if (_functions.Count == 1)
                _deliveries.Add(_asynchronous);
        }
    }

    /// <summary>Lets requests to Lambda that name another region reach the world that stands for it, and the other way round.</summary>
    public void Join(LocalWorld other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Region == Region)
            throw new ArgumentException($"Both worlds are in the region {Region}.", nameof(other));
        lock (_lock)
            _regions[other.Region] = other;
        lock (other._lock)
            other._regions[Region] = this;
    }

    internal IReadOnlyList<MappingState> Mappings
    {
        get
        {
            lock (_lock)
                return [.. _mappings.Select(mapping => mapping.State)];
        }
    }

    internal LocalFunction? FindFunction(string name) => Find(_functions, name);

    internal LocalWorld In(string region) =>
        Find(_regions, region)
        ?? throw new ServiceException(
            "UnknownEndpoint",
            $"There is no world of the region {region}; see LocalWorld.Join."
        )
        {
            StatusCode = HttpStatusCode.NotFound,
        };

    /// <summary>Lets a source drive a function, as Lambda's API asks for.</summary>
    internal MappingState Map(CreateEventSourceMappingRequest request, string name, LocalFunction function)
    {
        var arn = request.EventSourceArn;
        LocalStream? stream;
        LocalTable? table;
        LocalQueue? queue;
        lock (_lock)
        {
            stream = _streams.Values.FirstOrDefault(stream => stream.Arn == arn);
            table = _tables.Values.FirstOrDefault(table => table.StreamArn == arn);
            queue = _queues.Values.FirstOrDefault(queue => queue.Arn == arn);
        }
        var reports = request.FunctionResponseTypes?.Contains("ReportBatchItemFailures") is true;
        if (queue is not null)
            Connect(
                queue,
                function,
                new()
                {
                    FunctionName = name,
                    BatchSize = request.BatchSize ?? new QueueMappingOptions().BatchSize,
                    MaximumBatchingWindowInSeconds = request.MaximumBatchingWindowInSeconds ?? 0,
                    ReportBatchItemFailures = reports,
                }
            );
        else if (stream is null && table is null)
            throw new ServiceException("InvalidParameterValueException", $"Event source {arn} does not exist.")
            {
                StatusCode = HttpStatusCode.BadRequest,
            };
        else
            Connect(stream, table, function, OptionsOf(request, name, reports));
        MappingState state;
        lock (_lock)
            state = _mappings[^1].State;
        state.IsEnabled = request.Enabled ?? true;
        return state;
    }

    internal void Unmap(MappingState state)
    {
        lock (_lock)
        {
            var mapping = _mappings.Find(mapping => ReferenceEquals(mapping.State, state));
            _mappings.Remove(mapping);
            _deliveries.Remove(mapping.Delivery);
        }
    }

    private void Connect(
        LocalStream? stream,
        LocalTable? table,
        LocalFunction function,
        EventSourceMappingOptions options
    )
    {
        if (stream is not null)
            Connect(stream, function, options);
        else
            Connect(table!, function, options);
    }

    private static EventSourceMappingOptions OptionsOf(
        CreateEventSourceMappingRequest request,
        string name,
        bool reports
    ) =>
        new()
        {
            FunctionName = name,
            BatchSize = request.BatchSize ?? new EventSourceMappingOptions().BatchSize,
            MaximumBatchingWindowInSeconds = request.MaximumBatchingWindowInSeconds ?? 0,
            ParallelizationFactor = request.ParallelizationFactor ?? 1,
            ReportBatchItemFailures = reports,
            BisectBatchOnFunctionError = request.BisectBatchOnFunctionError ?? false,
            // Lambda says -1 for no end.
            MaximumRecordAgeInSeconds = request.MaximumRecordAgeInSeconds is >= 0 and var age ? age : null,
            MaximumRetryAttempts = request.MaximumRetryAttempts is >= 0 and var attempts ? attempts : null,
            StartingPosition = request.StartingPosition switch
            {
                "TRIM_HORIZON" => StartingPosition.TrimHorizon,
                "LATEST" => StartingPosition.Latest,
                "AT_TIMESTAMP" when request.StartingPositionTimestamp is not null => StartingPosition.AtTimestamp,
                _ => throw new ServiceException(
                    "InvalidParameterValueException",
                    "1 validation error detected: Value at 'startingPosition' failed to satisfy constraint."
                )
                {
                    StatusCode = HttpStatusCode.BadRequest,
                },
            },
            StartingPositionTimestamp = request.StartingPositionTimestamp,
        };

    private MappingState StateOf(string sourceArn, string functionName, int batchSize) =>
        new(_environment.Ids.Next().ToString("D"), sourceArn, functionName, batchSize);

    private void Register(MappingState state, IDelivery mapping)
    {
        lock (_lock)
        {
            _mappings.Add((state, mapping));
            _deliveries.Add(mapping);
        }
    }
}
