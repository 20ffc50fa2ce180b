using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

/// <summary>Tells others what changed in a service's table: sends a message of each change to SQS or SNS.</summary>
/// <remarks>
/// The Node library's flavor <c>sendMessages</c>. Changes that were made from others' events (latched items) are dropped.
/// Which mapping is set decides where the messages go.
/// </remarks>
public sealed class SendMessages : Rule
{
    /// <summary>Gives the message for SQS, or several; null and <c>[]</c> send none.</summary>
    public Func<UnitOfWork, OneOrMany<SendMessageBatchRequestEntry>>? ToSqsMessage { get; init; }

    /// <summary>The asynchronous form of <see cref="ToSqsMessage"/>.</summary>
    public Func<
        UnitOfWork,
        CancellationToken,
        ValueTask<OneOrMany<SendMessageBatchRequestEntry>>
    >? ToSqsMessageAsync { get; init; }

    /// <summary>Gives the message for SNS, or several; null and <c>[]</c> send none.</summary>
    public Func<UnitOfWork, OneOrMany<PublishRequest>>? ToSnsMessage { get; init; }

    /// <summary>The asynchronous form of <see cref="ToSnsMessage"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<OneOrMany<PublishRequest>>>? ToSnsMessageAsync { get; init; }

    /// <summary>Keeps only the last change of each key of an invocation; by default all are kept.</summary>
    public Compaction? Compact { get; init; }

    /// <summary>Gives a query for related items, which are then in <see cref="Slots.QueryResponse"/>. See <see cref="Query"/>.</summary>
    public Func<UnitOfWork, QueryRequest?>? ToQueryRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToQueryRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<QueryRequest?>>? ToQueryRequestAsync { get; init; }

    /// <summary>Whether everything in the partition of the changed item is queried; by default it is not.</summary>
    public bool QueryRelated { get; init; }

    /// <summary>Gives keys of related items, which are then in <see cref="Slots.BatchGetResponse"/>. See <see cref="Query"/>.</summary>
    public Func<UnitOfWork, BatchGetItemRequest?>? ToGetRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToGetRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<BatchGetItemRequest?>>? ToGetRequestAsync { get; init; }

    /// <summary>The table of queries; by default EVENT_TABLE_NAME, else ENTITY_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>A DynamoDB of the rule's own; by default that of the options.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>Queries, asynchronous mappings and requests in flight; by default those of the options.</summary>
    public int? Parallel { get; init; }

    /// <summary>What of sending to SQS differs from the options; by default nothing.</summary>
    public SqsOptions SqsOptions { get; init; } = new();

    /// <summary>What of publishing to SNS differs from the options; by default nothing.</summary>
    public SnsOptions SnsOptions { get; init; } = new();

    private bool IsForSns => ToSnsMessage is not null || ToSnsMessageAsync is not null;

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units)
    {
        var related = units
            .OutLatched()
            .OnContentOf(this)
            .CompactBy(Compact)
            .QueryBy(
                QueryRelated ? Query.ByPartition() : ToQueryRequest,
                ToQueryRequestAsync,
                TableName,
                DynamoDb,
                Parallel
            )
            .GetBy(ToGetRequest, ToGetRequestAsync, DynamoDb, Parallel);
        return IsForSns
            ? related
                .MapTo(SnsOptions.Message, ToSnsMessage, ToSnsMessageAsync, Parallel)
                .PublishToSns(SnsOptions with { Parallel = SnsOptions.Parallel ?? Parallel })
            : related
                .MapTo(SqsOptions.Message, ToSqsMessage, ToSqsMessageAsync, Parallel)
                .SendToSqs(SqsOptions with { Parallel = SqsOptions.Parallel ?? Parallel });
    }

    /// <inheritdoc/>
    protected override void Validate(RuleCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        check.RequireEncrypting(ToSqsMessageAsync ?? (object?)ToSnsMessageAsync, nameof(ToSqsMessageAsync));
        check.RequireEventType();
        check.RequireParallel(Parallel);
        check.RequireOneForm(ToSqsMessage, ToSqsMessageAsync, nameof(ToSqsMessage));
        check.RequireOneForm(ToSnsMessage, ToSnsMessageAsync, nameof(ToSnsMessage));
        var isForSqs = ToSqsMessage is not null || ToSqsMessageAsync is not null;
        check.Require(
            isForSqs != IsForSns,
            "Set either ToSqsMessage or ToSnsMessage, or the asynchronous form of one."
        );
        check.RequireQuery(ToQueryRequest, ToQueryRequestAsync, DynamoDb, QueryRelated);
        check.RequireGet(ToGetRequest, ToGetRequestAsync, DynamoDb);
        if (IsForSns)
        {
            check.RequirePort(SnsOptions.Sns ?? check.Options.Sns, nameof(StreamOptions.Sns));
            check.Require(
                SnsOptions.TopicArn is not null || check.Options.TopicArn is not null,
                "It has no topic. Set SnsOptions.TopicArn, or TOPIC_ARN."
            );
        }
        else
        {
            check.RequirePort(SqsOptions.Sqs ?? check.Options.Sqs, nameof(StreamOptions.Sqs));
            check.Require(
                SqsOptions.QueueUrl is not null || check.Options.QueueUrl is not null,
                "It has no queue. Set SqsOptions.QueueUrl, or QUEUE_URL."
            );
        }
    }
}
