using LambdaStream.Connectors;
using LambdaStream.Queries;
using LambdaStream.Sinks;

namespace LambdaStream;

/// <summary>Works through a table page by page, started by a row that stands for the job: to repair, to backfill, to publish anew.</summary>
/// <remarks>
/// The Node library's flavor <c>job</c>, on the stream of the table with the job's row. With
/// <see cref="ToCursorUpdateRequest"/> a job that is too large for one invocation goes on in the next: it writes where it
/// stopped to its row, and the change of the row starts it again. It moves on however many items its filters drop.
/// </remarks>
public sealed class Job : Rule
{
    /// <summary>Which jobs are taken, before anything is read: all filters must hold.</summary>
    public IReadOnlyList<Func<UnitOfWork, bool>> JobFilters { get; init; } = [];

    /// <summary>Filters of jobs that ask somebody. They are asked behind <see cref="JobFilters"/>, and must hold too.</summary>
    public IReadOnlyList<Func<UnitOfWork, CancellationToken, ValueTask<bool>>> JobFiltersAsync { get; init; } = [];

    /// <summary>Gives a scan. Each item that it finds is a unit of work, with the item in <see cref="Slots.ScanResponse"/>.</summary>
    public Func<UnitOfWork, ScanRequest?>? ToScanRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToScanRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<ScanRequest?>>? ToScanRequestAsync { get; init; }

    /// <summary>Gives a query. Each item that it finds is a unit of work, with the item in <see cref="Slots.QuerySplitResponse"/>.</summary>
    public Func<UnitOfWork, QueryRequest?>? ToQuerySplitRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToQuerySplitRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<QueryRequest?>>? ToQuerySplitRequestAsync { get; init; }

    /// <summary>Gives a query for what belongs to an item, which is then in <see cref="Slots.QueryResponse"/>. See <see cref="Query"/>.</summary>
    /// <remarks>The Node library's <c>toQueryRelatedRequest</c>.</remarks>
    public Func<UnitOfWork, QueryRequest?>? ToQueryRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToQueryRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<QueryRequest?>>? ToQueryRequestAsync { get; init; }

    /// <summary>
    /// Makes one unit of work of each part, such as <see cref="Query.EachItem"/> of each item that was found; by
    /// default none.
    /// </summary>
    public Splitting? Split { get; init; }

    /// <summary>Gives keys of related items, which are then in <see cref="Slots.BatchGetResponse"/>. See <see cref="Query"/>.</summary>
    public Func<UnitOfWork, BatchGetItemRequest?>? ToGetRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToGetRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<BatchGetItemRequest?>>? ToGetRequestAsync { get; init; }

    /// <summary>Gives the update of an item, or several of them; null leaves it be.</summary>
    public Func<UnitOfWork, OneOrMany<UpdateItemRequest>>? ToUpdateRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToUpdateRequest"/>.</summary>
    public Func<
        UnitOfWork,
        CancellationToken,
        ValueTask<OneOrMany<UpdateItemRequest>>
    >? ToUpdateRequestAsync { get; init; }

    /// <summary>Gives the event to publish for an item as it is, or several; null and <c>[]</c> publish none.</summary>
    public Func<UnitOfWork, OneOrMany<Event>>? ToEvent { get; init; }

    /// <summary>The asynchronous form of <see cref="ToEvent"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<OneOrMany<Event>>>? ToEventAsync { get; init; }

    /// <summary>
    /// Gives the update of the job's row that keeps where the job stopped, from the last unit that it read; null keeps
    /// nothing. It is sent once for each job, when all else of the invocation is done.
    /// </summary>
    public Func<UnitOfWork, UpdateItemRequest?>? ToCursorUpdateRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToCursorUpdateRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<UpdateItemRequest?>>? ToCursorUpdateRequestAsync { get; init; }

    /// <summary>Tells the jobs of an invocation apart, each of which has a cursor; by default by <c>pk</c> and <c>sk</c> of its row.</summary>
    public Func<UnitOfWork, string>? ToCursorKey { get; init; }

    /// <summary>
    /// The table of scans, queries and updates; by default of updates ENTITY_TABLE_NAME, else EVENT_TABLE_NAME, and of
    /// scans and queries the other way round, and last TABLE_NAME.
    /// </summary>
    public string? TableName { get; init; }

    /// <summary>A DynamoDB of the rule's own; by default that of the options.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>Queries, updates, asynchronous mappings and batches in flight; by default those of the options, and 10 batches.</summary>
    public int? Parallel { get; init; }

    /// <summary>The most updates in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }

    /// <summary>Whether a condition that does not hold is a fault; by default it is not.</summary>
    public bool ThrowConditionFailure { get; init; }

    /// <summary>How it is published; by default as the options say.</summary>
    public Publisher? Publish { get; init; }

    /// <summary>What of publishing differs from the options; by default nothing.</summary>
    public PublishOptions PublishOptions { get; init; } = new();

    private bool HasCursor => ToCursorUpdateRequest is not null || ToCursorUpdateRequestAsync is not null;

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units)
    {
        var cursors = HasCursor ? new JobCursors(ToCursorKey ?? JobCursors.KeyOf) : null;
        var pages = new SplitQueryOptions
        {
            TableName = TableName,
            Parallel = Parallel,
            DynamoDb = DynamoDb,
            EndsInTime = HasCursor,
        };
        var updates = new UpdateOptions
        {
            TableName = TableName,
            DynamoDb = DynamoDb,
            Parallel = Parallel,
            Rate = Rate,
            ThrowConditionFailure = ThrowConditionFailure,
        };
        return units
            .OnContent(JobFilters, JobFiltersAsync)
            .MapTo(Slots.ScanRequest, ToScanRequest.OrMany(), ToScanRequestAsync.OrMany(), Parallel)
            .ScanSplitDynamoDb(pages)
            .ReadBy(cursors)
            .MapTo(Slots.QuerySplitRequest, ToQuerySplitRequest.OrMany(), ToQuerySplitRequestAsync.OrMany(), Parallel)
            .QuerySplitDynamoDb(pages)
            .ReadBy(cursors)
            .OnContentOf(this)
            .QueryBy(ToQueryRequest, ToQueryRequestAsync, TableName, DynamoDb, Parallel)
            .SplitBy(Split)
            .GetBy(ToGetRequest, ToGetRequestAsync, DynamoDb, Parallel)
            .MapTo(Slots.UpdateRequest, ToUpdateRequest, ToUpdateRequestAsync, Parallel)
            .UpdateDynamoDb(updates)
            .MapTo(Slots.Emit, ToEvent, ToEventAsync, Parallel)
            .EncryptBy(this, Slots.Emit)
            .PublishBy(
                Publish,
                PublishOptions with
                {
                    Event = Slots.Emit,
                    Parallel = PublishOptions.Parallel ?? Parallel ?? 10,
                }
            )
            .ThenMove(cursors, ToCursorUpdateRequest.OrMany(), ToCursorUpdateRequestAsync.OrMany(), updates);
    }

    /// <inheritdoc/>
    protected override void Validate(RuleCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        check.RequireEventType();
        check.RequirePublish(Publish, PublishOptions);
        check.RequireParallel(Parallel);
        check.RequireSplit(Split);
        check.RequireDynamoDb(DynamoDb);
        check.RequireOneForm(ToScanRequest, ToScanRequestAsync, nameof(ToScanRequest));
        check.RequireOneForm(ToQuerySplitRequest, ToQuerySplitRequestAsync, nameof(ToQuerySplitRequest));
        check.RequireQuery(ToQueryRequest, ToQueryRequestAsync, DynamoDb);
        check.RequireGet(ToGetRequest, ToGetRequestAsync, DynamoDb);
        check.RequireOneForm(ToUpdateRequest, ToUpdateRequestAsync, nameof(ToUpdateRequest));
        check.RequireOneForm(ToEvent, ToEventAsync, nameof(ToEvent));
        check.RequireOneForm(ToCursorUpdateRequest, ToCursorUpdateRequestAsync, nameof(ToCursorUpdateRequest));
        check.Require(
            ToUpdateRequest is not null
                || ToUpdateRequestAsync is not null
                || ToEvent is not null
                || ToEventAsync is not null
                || HasCursor,
            "The job would do nothing. Set ToUpdateRequest, ToEvent or ToCursorUpdateRequest."
        );
    }
}
