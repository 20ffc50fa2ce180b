using LambdaStream.Connectors;
using LambdaStream.Simulator.Histories;
using LambdaStream.Simulator.Targets;

namespace LambdaStream.Simulator.Topologies;

/// <summary>Makes pipelines of random verbs over a case's functions and targets.</summary>
internal sealed class RandomPipelines(Random random, UserFunctions user, History history, FlakyTargets targets)
{
    private static readonly string[] Types = ["a-created", "b-created", "c-created"];

    private int _places;
    private string _id = "";
    private bool _isInOrder;
    private bool _isSplit;
    private bool _isBatch;
    private int? _takeCount;
    private List<Step> _steps = [];
    private List<(string, bool)> _sinks = [];

    public PipelinePlan Next(int number)
    {
        (_id, _isInOrder, _isSplit, _isBatch, _takeCount) = ($"p{number}", true, false, false, null);
        (_steps, _sinks) = ([], []);
        string[] types = [.. Types.Where(_ => random.Next(2) == 0)];
        for (var i = random.Next(4); i > 0; i--)
            AddVerb();
        for (var i = random.Next(3); i > 0; i--)
            AddSink();
        if (random.Next(4) == 0)
            AddVerb();
        Add("end", units => units.Tap(uow => history.Of(uow).Arrived.UnionWith(history.TokensOf(uow))));
        return new(_id, types.Length == 0 ? null : types, _steps, _sinks, _takeCount);
    }

    /// <summary>A step before the pipelines.</summary>
    public Step Head()
    {
        var place = Place();
        return new(
            "head",
            units =>
                units.Map(
                    async ValueTask<UnitOfWork?> (uow, token) =>
                    {
                        await user.WorkAsync(uow, token);
                        return user.IsKept(uow, place) ? uow : null;
                    }
                )
        );
    }

    private int Place() => _places += 10;

    private void Add(string text, Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>> apply) =>
        _steps.Add(new(text, apply));

    private void AddVerb()
    {
        var place = Place();
        switch (random.Next(16))
        {
            case 0:
                Add("filter", units => units.Filter(uow => user.IsKept(uow, place)));
                break;
            case 1:
                Add(
                    "filter async",
                    units =>
                        units.Filter(
                            async ValueTask<bool> (uow, token) =>
                            {
                                await user.WorkAsync(uow, token);
                                return user.IsKept(uow, place);
                            }
                        )
                );
                break;
            case 2:
                Add("map", units => units.Map(uow => user.IsKept(uow, place) ? uow : null));
                break;
            case 3 or 4:
                AddWork("map async", (units, step) => units.Map(step), place);
                break;
            case 5 or 6:
                AddParallel(place);
                break;
            case 7 when !_isSplit && !_isBatch:
                _isSplit = true;
                Add("flatMap", units => units.FlatMap(uow => user.Parts(uow, place)));
                break;
            case 8 when !_isSplit && !_isBatch:
                _isSplit = true;
                Add("flatMap async", units => units.FlatMap((uow, _) => user.PartsAsync(uow, place)));
                break;
            case 9 or 10:
                var count = random.Next(1, 5);
                var wasBatch = _isBatch;
                Add($"batch {count}", units => units.Batch(count));
                _isBatch = true;
                if (random.Next(2) == 0)
                    AddWork("map async", (units, step) => units.Map(step), Place());
                if (random.Next(2) == 0)
                {
                    Add("unbatch", units => units.Unbatch());
                    _isBatch = wasBatch;
                }
                break;
            case 11:
                Add("group", units => units.Group(user.KeyOf));
                _isBatch = true;
                break;
            case 12:
                Add("compact", units => units.Compact(new() { Key = user.KeyOf }));
                _isBatch = true;
                break;
            case 13:
                var rate = new Rate(random.Next(1, 6), TimeSpan.FromMilliseconds(random.Next(1, 1000)));
                Add($"rate {rate.Count}/{rate.Per.TotalMilliseconds} ms", units => units.RateLimit(rate));
                break;
            case 14 when random.Next(2) == 0:
                AddTake();
                break;
            case 14 when random.Next(2) == 0:
                AddAbort(place);
                break;
            default:
                AddQuery();
                break;
        }
    }

    private void AddWork(
        string text,
        Func<
            IAsyncEnumerable<UnitOfWork>,
            Func<UnitOfWork, CancellationToken, ValueTask<UnitOfWork?>>,
            IAsyncEnumerable<UnitOfWork>
        > verb,
        int place
    ) =>
        Add(
            text,
            units =>
                verb(
                    units,
                    async (uow, token) =>
                    {
                        await user.WorkAsync(uow, token);
                        return user.IsKept(uow, place) ? uow : null;
                    }
                )
        );

    private void AddParallel(int place)
    {
        var (degree, order) = (random.Next(1, 5), (Order)random.Next(3));
        Func<UnitOfWork, object?>? key = random.Next(2) == 0 ? user.KeyOf : null;
        // Only of one key at a time, or in the order of the stream.
        _isInOrder &= order is Order.Output || order is Order.Key && key is not null;
        AddWork(
            $"parallel {degree} {order}{(key is null ? "" : " keyed")}",
            (units, step) => units.Parallel(degree, step, order, key),
            place
        );
    }

    private void AddTake()
    {
        var count = random.Next(1, 8);
        _takeCount = Math.Min(_takeCount ?? count, count);
        Add($"take {count}", units => units.Take(count).Tap(uow => history.Of(uow).Taken++));
    }

    // A user's own operator, which knows nothing of units that fail.
    private void AddAbort(int place) =>
        Add(
            "select",
            units =>
                units.Select(uow =>
                {
                    try
                    {
                        user.Check(uow, place);
                    }
                    catch
                    {
                        history.Of(uow).IsAborted = true;
                        throw;
                    }
                    return uow;
                })
        );

    private void AddQuery()
    {
        var request = new BatchGetItemRequest
        {
            RequestItems = new Dictionary<string, KeysAndAttributes>
            {
                [SettingsTable.Name] = new() { Keys = [SettingsTable.Key] },
            },
        };
        Add(
            "query",
            units =>
                units
                    .Map(uow => uow.With(Slots.BatchGetRequest, request))
                    .BatchGetDynamoDb()
                    .Tap(uow => history.Read(uow, VersionIn(uow.Get(Slots.BatchGetResponse)!)))
        );
    }

    private static long VersionIn(BatchGetItemResponse response) =>
        response.Responses[SettingsTable.Name][0]["version"].GetInt64();

    private void AddSink()
    {
        var sink = $"{_id}.{_sinks.Count}";
        var order = random.Next(4) == 0 ? (Order)random.Next(3) : Order.Output;
        var degree = random.Next(1, 5);
        var isOrdered = _isInOrder && order is not Order.None;
        var isKeyed = true;
        switch (random.Next(5))
        {
            case 0:
                var (isFifo, batchSize) = (random.Next(2) == 0, random.Next(1, 11));
                isOrdered &= isFifo;
                isKeyed = isFifo;
                Add(
                    $"sqs {(isFifo ? "fifo " : "")}{order} {degree}",
                    units =>
                        units
                            .Map(uow => uow.With(Slots.SqsMessage, MessageOf(user.MarkOf(uow, sink), isFifo)))
                            .SendToSqs(
                                new()
                                {
                                    Order = order,
                                    Parallel = degree,
                                    BatchSize = batchSize,
                                }
                            )
                );
                break;
            case 1:
                isOrdered = false;
                isKeyed = false;
                Add(
                    $"bus {order} {degree}",
                    units =>
                        units
                            .Map(uow => uow.With(Slots.Emit, EventOf(user.MarkOf(uow, sink))))
                            .PublishToEventBridge(
                                new()
                                {
                                    Event = Slots.Emit,
                                    Order = order,
                                    Parallel = degree,
                                }
                            )
                );
                break;
            case 2:
                Add(
                    $"kinesis {order} {degree}",
                    units =>
                        units
                            .Map(uow => uow.With(Slots.Emit, EventOf(user.MarkOf(uow, sink))))
                            .PublishToKinesis(
                                new()
                                {
                                    Event = Slots.Emit,
                                    Order = order,
                                    Parallel = degree,
                                }
                            )
                );
                break;
            case 3:
                Add(
                    $"update {order} {degree}",
                    units =>
                        units
                            .Map(uow => uow.With(Slots.UpdateRequest, UpdateOf(user.MarkOf(uow, sink))))
                            .UpdateDynamoDb(new() { Order = order, Parallel = degree })
                );
                break;
            default:
                isOrdered &= !_isBatch;
                Add(
                    $"write {order} {degree}",
                    units =>
                        units.Parallel(
                            degree,
                            async (uow, token) =>
                            {
                                await targets.WriteAsync(user.MarkOf(uow, sink), token);
                                return uow;
                            },
                            order,
                            user.KeyOf
                        )
                );
                break;
        }
        // Of a batch of several keys only the first is known to the sink.
        _sinks.Add((sink, isOrdered && !_isBatch));
        // What has no key comes out as it is ready.
        _isInOrder &= order is Order.Output || order is Order.Key && isKeyed;
    }

    private static SendMessageBatchRequestEntry MessageOf(Mark mark, bool isFifo) =>
        new()
        {
            Id = mark.Tokens[0].ToString().Replace('.', '-'),
            MessageBody = mark.ToString(),
            MessageGroupId = isFifo ? mark.Key : null,
        };

    private static Event EventOf(Mark mark) =>
        Event.Of("written", ("id", mark.Tokens[0].ToString()), ("partitionKey", mark.Key), ("mark", mark.ToString()));

    private static UpdateItemRequest UpdateOf(Mark mark) =>
        new()
        {
            TableName = mark.Sink,
            Key = Item.Of(("pk", mark.Key)),
            UpdateExpression = "SET mark = :mark",
            ExpressionAttributeValues = Item.Of((":mark", mark.ToString())),
        };
}
