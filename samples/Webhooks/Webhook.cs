using LambdaStream;
using LambdaStream.Connectors;

namespace Webhooks;

/// <summary>Tells subscribers of what changed in a service's table: sends each change to a URL.</summary>
/// <remarks>
/// Changes that were made from others' events (latched items) are dropped. A subscriber that answers with anything but 2xx
/// makes a fault, which can be resubmitted.
/// </remarks>
public sealed class Webhook : Rule
{
    /// <summary>Gives the call, or one for each subscriber; null and <c>[]</c> call nobody.</summary>
    public Func<UnitOfWork, OneOrMany<FetchRequest>>? ToFetchRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToFetchRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<OneOrMany<FetchRequest>>>? ToFetchRequestAsync { get; init; }

    /// <summary>Gives a query for the subscribers, who are then in <see cref="Slots.QueryResponse"/>. See <see cref="Query"/>.</summary>
    public Func<UnitOfWork, QueryRequest?>? ToQueryRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToQueryRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<QueryRequest?>>? ToQueryRequestAsync { get; init; }

    /// <summary>Keeps only the last change of each key of an invocation; by default all are kept.</summary>
    public Compaction? Compact { get; init; }

    /// <summary>The table of queries; by default EVENT_TABLE_NAME, else ENTITY_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>An HTTP port of one's own; by default that of the options.</summary>
    public IFetch? Fetch { get; init; }

    /// <summary>Calls, queries and asynchronous mappings in flight; by default those of the options.</summary>
    public int? Parallel { get; init; }

    /// <summary>The most calls in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units) =>
        units
            .OutLatched()
            .OnContentOf(this)
            .CompactBy(Compact)
            .QueryBy(ToQueryRequest, ToQueryRequestAsync, TableName, parallel: Parallel)
            .MapTo(Slots.FetchRequest, ToFetchRequest, ToFetchRequestAsync, Parallel)
            .Fetch(
                new()
                {
                    Fetch = Fetch,
                    Parallel = Parallel,
                    Rate = Rate,
                }
            );

    /// <inheritdoc/>
    protected override void Validate(RuleCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        check.RequireEventType();
        check.RequireParallel(Parallel);
        check.RequirePort(Fetch ?? check.Options.Fetch, nameof(StreamOptions.Fetch));
        check.RequireQuery(ToQueryRequest, ToQueryRequestAsync);
        check.RequireForm(ToFetchRequest, ToFetchRequestAsync, nameof(ToFetchRequest));
    }
}
