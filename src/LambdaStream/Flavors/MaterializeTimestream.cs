using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>Keeps a time series of others' events: turns each event into records of Timestream.</summary>
/// <remarks>The Node library's flavor <c>materializeTimestream</c>.</remarks>
public sealed class MaterializeTimestream : Rule
{
    /// <summary>Gives the records, in one request or several; null leaves the event be.</summary>
    public Func<UnitOfWork, OneOrMany<WriteRecordsRequest>>? ToWriteRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToWriteRequest"/>.</summary>
    public Func<
        UnitOfWork,
        CancellationToken,
        ValueTask<OneOrMany<WriteRecordsRequest>>
    >? ToWriteRequestAsync { get; init; }

    /// <summary>Keeps only the last event of each key of an invocation; by default all are kept.</summary>
    public Compaction? Compact { get; init; }

    /// <summary>Makes one unit of work of each part of an event, such as the elements of a list; by default none.</summary>
    public Splitting? Split { get; init; }

    /// <summary>A Timestream of one's own; by default that of the options.</summary>
    public ITimestreamWrite? TimestreamWrite { get; init; }

    /// <summary>Requests, and asynchronous mappings, in flight; by default those of the options.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default the output.</summary>
    public Order Order { get; init; }

    /// <summary>The most requests in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units) =>
        units
            .OnContentOf(this)
            .CompactBy(Compact)
            .SplitBy(Split)
            .MapTo(Slots.WriteRequest, ToWriteRequest, ToWriteRequestAsync, Parallel)
            .WriteToTimestream(
                new()
                {
                    TimestreamWrite = TimestreamWrite,
                    Parallel = Parallel,
                    Order = Order,
                    Rate = Rate,
                }
            );

    /// <inheritdoc/>
    protected override void Validate(RuleCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        check.RequireEncrypting(ToWriteRequestAsync, nameof(ToWriteRequestAsync));
        check.RequireEventType();
        check.RequireParallel(Parallel);
        check.RequireSplit(Split);
        check.RequirePort(TimestreamWrite ?? check.Options.TimestreamWrite, nameof(StreamOptions.TimestreamWrite));
        check.RequireForm(ToWriteRequest, ToWriteRequestAsync, nameof(ToWriteRequest));
    }
}
