using LambdaStream.Compression;

namespace LambdaStream;

/// <summary>The settings of a function, all with working defaults.</summary>
/// <remarks>
/// <see cref="FromEnvironment"/> reads them from the variables that the Node library knows, under their names. Each
/// property says which. A rule's own setting wins over the function's.
/// </remarks>
public sealed partial record StreamOptions
{
    /// <summary>The clock; by default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gives a random number from 0 to below 1, for back-off; by default from the system's generator.</summary>
    public Func<double> Random { get; init; } =
        static () => System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue;

    /// <summary>The account's name; tag <c>account</c>. ACCOUNT_NAME.</summary>
    public string? Account { get; init; }

    /// <summary>The region; tag <c>region</c>. AWS_REGION.</summary>
    public string? Region { get; init; }

    /// <summary>The stage; tag <c>stage</c>. STAGE, else SERVERLESS_STAGE.</summary>
    public string? Stage { get; init; }

    /// <summary>The service's own name; tag <c>source</c>. SERVICE, else PROJECT, else SERVERLESS_PROJECT.</summary>
    public string? Source { get; init; }

    /// <summary>The function's name; tag <c>functionname</c>. AWS_LAMBDA_FUNCTION_NAME.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Whether events are tagged so that real services skip them. NODE_ENV is <c>test</c>.</summary>
    public bool TagAsTest { get; init; }

    /// <summary>The table of a service's entities. ENTITY_TABLE_NAME.</summary>
    public string? EntityTableName { get; init; }

    /// <summary>The table of a service's events. EVENT_TABLE_NAME.</summary>
    public string? EventTableName { get; init; }

    /// <summary>The table that is scanned where there is no other. TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>The bus that events are published to. BUS_NAME.</summary>
    public string? BusName { get; init; }

    /// <summary>The Source of published events; by default <c>custom</c>. BUS_SRC.</summary>
    public string BusSource { get; init; } = "custom";

    /// <summary>The pipelines that run; by default all. ENABLED_PIPELINES, ids separated by commas.</summary>
    public IReadOnlyList<string> EnabledPipelines { get; init; } = [];

    /// <summary>The pipelines that do not run, enabled or not. DISABLED_PIPELINES, ids separated by commas.</summary>
    public IReadOnlyList<string> DisabledPipelines { get; init; } = [];

    /// <summary>Mappings in flight in one pipeline; by default 4. PARALLEL.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Updates and puts in flight in one pipeline; by default 4. UPDATE_PARALLEL, else PARALLEL.</summary>
    public int UpdateParallel { get; init; } = 4;

    /// <summary>Reads by key in flight in one pipeline; by default 4. GET_PARALLEL, else PARALLEL.</summary>
    public int GetParallel { get; init; } = 4;

    /// <summary>Queries in flight in one pipeline; by default 4. QUERY_PARALLEL, else PARALLEL.</summary>
    public int QueryParallel { get; init; } = 4;

    /// <summary>Scans, and queries that make a unit of each item, begun at once in one pipeline; by default 4. SCAN_PARALLEL, else PARALLEL.</summary>
    public int ScanParallel { get; init; } = 4;

    /// <summary>Batches in flight to the bus from one pipeline; by default 8. PUBLISH_PARALLEL, else PARALLEL.</summary>
    public int PublishParallel { get; init; } = 8;

    /// <summary>Batches of faults in flight; by default 4. FAULTS_PARALLEL, else PARALLEL.</summary>
    public int FaultsParallel { get; init; } = 4;

    /// <summary>Events of a batch to the bus; by default 10, the most that EventBridge takes. PUBLISH_BATCH_SIZE, else BATCH_SIZE.</summary>
    public int PublishBatchSize { get; init; } = 10;

    /// <summary>Faults of a batch; by default 4. FAULTS_BATCH_SIZE, else BATCH_SIZE.</summary>
    public int FaultsBatchSize { get; init; } = 4;

    /// <summary>The bytes of a batch to the bus; by default 262,144. PUBLISH_MAX_REQ_SIZE, else MAX_REQ_SIZE.</summary>
    public int MaxPublishRequestSize { get; init; } = 256 * 1024;

    /// <summary>The bytes of a fault event, above which its unit is cut to the record; by default 262,144. MAX_REQ_SIZE.</summary>
    public int MaxRequestSize { get; init; } = 256 * 1024;

    /// <summary>Values of more bytes than this are published compressed; by default 10,240. Null compresses nothing. COMPRESSION_THRESHOLD.</summary>
    public int? CompressionThreshold { get; init; } = 10 * 1024;

    /// <summary>The names of members that are never published compressed.</summary>
    public IReadOnlyList<string> CompressionIgnore { get; init; } = [];

    /// <summary>
    /// The bytes that the compressed values of an event may have together once they are decompressed; by default, and for one
    /// value at most, 64 MiB. An event with more is a fault that names the member.
    /// </summary>
    public int MaxDecompressedSize { get; init; } = JsonCompression.MaxInflatedBytes;

    /// <summary>How often the failed entries of a batch are sent again; by default 8. BATCH_MAX_RETRIES.</summary>
    public int BatchMaxRetries { get; init; } = 8;

    /// <summary>The wait before failed entries are sent again, doubled each time; by default 100 ms. BATCH_RETRY_WAIT, in ms.</summary>
    public TimeSpan BatchRetryWait { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The days after which a row expires, where a rule does not say; by default 33. TTL.</summary>
    public int TtlDays { get; init; } = 33;

    /// <summary>
    /// Which errors are no fault: their records are delivered again. By default none; with STREAM_RETRY_ENABLED
    /// <c>true</c> those that <see cref="Faults.Retryable.IsRetryable"/> knows.
    /// </summary>
    public Func<Exception, bool>? Retryable { get; init; }

    /// <summary>
    /// Whether the event source mapping has ReportBatchItemFailures, so that only failed records are delivered again. By
    /// default not: then any failed record fails the invocation, because such a mapping ignores the answer.
    /// </summary>
    public bool ReportBatchItemFailures { get; init; }

    /// <summary>
    /// The time before Lambda's time-out at which what is in flight is cancelled, to publish the faults and answer; by
    /// default 1 s, and never more than a quarter of the invocation's time.
    /// </summary>
    public TimeSpan FlushReserve { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The time before that at which nothing more is begun, so that what is in flight can finish; by default 1 s, and never
    /// more than a quarter of the invocation's time. A pipeline whose units have been seen to take longer stops earlier, by
    /// as long as the slowest of them.
    /// </summary>
    public TimeSpan DrainReserve { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Steps between the source and the pipelines, such as redeeming claim checks or decrypting; by default none.</summary>
    public Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>? Head { get; init; }

    /// <summary>What is around each invocation, the first outermost; by default nothing.</summary>
    public IReadOnlyList<Middleware> Middleware { get; init; } = [];
}
