using LambdaStream.Connectors;

namespace LambdaStream.Queries;

/// <summary>How <see cref="Steps.ScanSplitDynamoDb"/> and <see cref="Steps.QuerySplitDynamoDb"/> work.</summary>
public sealed record SplitQueryOptions
{
    internal static SplitQueryOptions Default { get; } = new();

    /// <summary>The slot of a scan; by default <see cref="Slots.ScanRequest"/>.</summary>
    public Slot<ScanRequest> ScanRequest { get; init; } = Slots.ScanRequest;

    /// <summary>The slot of an item that a scan finds; by default <see cref="Slots.ScanResponse"/>.</summary>
    public Slot<PageItem> ScanResponse { get; init; } = Slots.ScanResponse;

    /// <summary>The slot of a query; by default <see cref="Slots.QuerySplitRequest"/>.</summary>
    public Slot<QueryRequest> QuerySplitRequest { get; init; } = Slots.QuerySplitRequest;

    /// <summary>The slot of an item that a query finds; by default <see cref="Slots.QuerySplitResponse"/>.</summary>
    public Slot<PageItem> QuerySplitResponse { get; init; } = Slots.QuerySplitResponse;

    /// <summary>The table of requests that name none; by default EVENT_TABLE_NAME, else ENTITY_TABLE_NAME, else TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>Scans or queries begun at once, of which each reads one page before its turn; by default <see cref="StreamOptions.ScanParallel"/>.</summary>
    public int? Parallel { get; init; }

    /// <summary>A DynamoDB of one's own.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>The most requests begun in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }

    /// <summary>Whether items that carry encryption metadata are decrypted; by default as <see cref="StreamOptions.DecryptQueried"/> says.</summary>
    public bool? Decrypt { get; init; }

    /// <summary>
    /// Whether reading ends before the invocation's time does, because somebody keeps the place to go on from. By default a
    /// scan that does not come to its end is cancelled, and its record is delivered again.
    /// </summary>
    public bool EndsInTime { get; init; }

    /// <summary>On a unit that is no item's: with <see cref="EndsInTime"/> it says where reading has ended.</summary>
    public static Slot<bool> IsOnlyAPlace { get; } = new("isOnlyAPlace", isOnlyAPlace => isOnlyAPlace);

    internal string TableOf(UnitOfWork uow, string? requested) =>
        requested
        ?? TableIn(uow.Invocation.Options)
        ?? throw uow.NoTable("EVENT_TABLE_NAME, ENTITY_TABLE_NAME or TABLE_NAME");

    internal string? TableIn(StreamOptions all) =>
        TableName ?? all.EventTableName ?? all.EntityTableName ?? all.TableName;
}
