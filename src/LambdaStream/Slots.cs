using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

/// <summary>The slots of the steps that come with the library, under the names that the Node library's fault events use.</summary>
public static partial class Slots
{
    /// <summary>What <see cref="Steps.UpdateDynamoDb"/> sends.</summary>
    public static Slot<UpdateItemRequest> UpdateRequest { get; } = new("updateRequest", DynamoDbJson.Of);

    /// <summary>What <see cref="Steps.UpdateDynamoDb"/> sends where the condition of the first request does not hold.</summary>
    public static Slot<UpdateItemRequest> FallbackUpdateRequest { get; } =
        new("fallbackUpdateRequest", DynamoDbJson.Of);

    /// <summary>What the table answered; without attributes where the condition did not hold.</summary>
    public static Slot<UpdateItemResponse> UpdateResponse { get; } =
        new("updateResponse", response => Json.ObjectOf(("Attributes", response.Attributes?.ToJson() ?? default)));

    /// <summary>What <see cref="Steps.PutDynamoDb"/> sends.</summary>
    public static Slot<PutItemRequest> PutRequest { get; } = new("putRequest", DynamoDbJson.Of);

    /// <summary>What the table answered.</summary>
    public static Slot<PutItemResponse> PutResponse { get; } =
        new("putResponse", response => Json.ObjectOf(("Attributes", response.Attributes?.ToJson() ?? default)));

    /// <summary>What <see cref="Steps.BatchWriteDynamoDb"/> writes.</summary>
    public static Slot<WriteRequest> ItemWriteRequest { get; } = new("itemWriteRequest", DynamoDbJson.Of);

    /// <summary>The puts and deletes that go to DynamoDB together.</summary>
    public static Slot<BatchWriteItemRequest> BatchWriteRequest { get; } = new("batchWriteRequest", DynamoDbJson.Of);

    /// <summary>What DynamoDB answered to the batch.</summary>
    public static Slot<BatchWriteItemResponse> BatchWriteResponse { get; } = new("batchWriteResponse", DynamoDbJson.Of);

    /// <summary>What <see cref="Steps.TransactWriteDynamoDb"/> sends.</summary>
    public static Slot<TransactWriteItemsRequest> TransactWriteRequest { get; } =
        new("transactWriteRequest", DynamoDbJson.Of);

    /// <summary>What <see cref="Steps.TransactWriteDynamoDb"/> sends where the conditions of the first request do not hold.</summary>
    public static Slot<TransactWriteItemsRequest> FallbackTransactWriteRequest { get; } =
        new("fallbackTransactWriteRequest", DynamoDbJson.Of);

    /// <summary>What became of the transaction; with reasons where conditions did not hold.</summary>
    public static Slot<TransactWriteItemsResponse> TransactWriteResponse { get; } =
        new("transactWriteResponse", DynamoDbJson.Of);

    /// <summary>What <see cref="Steps.QueryAllDynamoDb"/> asks.</summary>
    public static Slot<QueryRequest> QueryRequest { get; } = new("queryRequest", DynamoDbJson.Of);

    /// <summary>The items that the query found.</summary>
    public static Slot<IReadOnlyList<Item>> QueryResponse { get; } = new("queryResponse", DynamoDbJson.Of);

    /// <summary>One of the items that the query found, after <see cref="Query.EachItem"/>.</summary>
    public static Slot<Item> QueryItem { get; } = new("queryResponse", item => item.ToJson());

    /// <summary>What <see cref="Steps.ScanSplitDynamoDb"/> asks; behind it, the request of the item's page.</summary>
    public static Slot<ScanRequest> ScanRequest { get; } = new("scanRequest", DynamoDbJson.Of);

    /// <summary>One of the items that the scan found.</summary>
    public static Slot<PageItem> ScanResponse { get; } = new("scanResponse", PageItem.ToJson);

    /// <summary>What <see cref="Steps.QuerySplitDynamoDb"/> asks; behind it, the request of the item's page.</summary>
    public static Slot<QueryRequest> QuerySplitRequest { get; } = new("querySplitRequest", DynamoDbJson.Of);

    /// <summary>One of the items that the query found.</summary>
    public static Slot<PageItem> QuerySplitResponse { get; } = new("querySplitResponse", PageItem.ToJson);

    /// <summary>What <see cref="Steps.BatchGetDynamoDb"/> asks.</summary>
    public static Slot<BatchGetItemRequest> BatchGetRequest { get; } = new("batchGetRequest", DynamoDbJson.Of);

    /// <summary>The items that were found, by table.</summary>
    public static Slot<BatchGetItemResponse> BatchGetResponse { get; } = new("batchGetResponse", DynamoDbJson.Of);

    /// <summary>An event to publish in the place of the unit's own.</summary>
    public static Slot<Event> Emit { get; } = new("emit", @event => @event.ToJson());

    /// <summary>The row that a collected event was stored in, once the unit's event is the collected one.</summary>
    public static Slot<CollectedRow> Meta { get; } = new("meta", row => row.ToJson());

    /// <summary>The key that an event is collected or correlated under.</summary>
    public static Slot<string> Key { get; } = new("key", key => key);

    /// <summary>The events with the unit's correlation key, as far as they are stored, for <see cref="Evaluate.Expression"/>.</summary>
    public static Slot<IReadOnlyList<Event>> Correlated { get; } = new("correlated", Events);

    /// <summary>The events that led to a higher-order event.</summary>
    public static Slot<IReadOnlyList<Event>> Triggers { get; } = new("triggers", Events);

    /// <summary>What <see cref="Job"/> sends to move its cursor on.</summary>
    public static Slot<UpdateItemRequest> CursorUpdateRequest { get; } = new("cursorUpdateRequest", DynamoDbJson.Of);

    /// <summary>The event as an entry for EventBridge.</summary>
    public static Slot<PutEventsRequestEntry> PublishRequestEntry { get; } =
        new("publishRequestEntry", EventBridgeJson.Of);

    /// <summary>The entries that go to EventBridge together.</summary>
    public static Slot<PutEventsRequest> PublishRequest { get; } = new("publishRequest", EventBridgeJson.Of);

    /// <summary>What EventBridge answered.</summary>
    public static Slot<PutEventsResponse> PublishResponse { get; } = new("publishResponse", EventBridgeJson.Of);

    /// <summary>The event as a record for Kinesis.</summary>
    public static Slot<PutRecordsRequestEntry> KinesisRecord { get; } = new("publishRequestEntry", KinesisJson.Of);

    /// <summary>The records that go to Kinesis together.</summary>
    public static Slot<PutRecordsRequest> KinesisRequest { get; } = new("inputParams", KinesisJson.Of);

    /// <summary>What Kinesis answered.</summary>
    public static Slot<PutRecordsResponse> KinesisResponse { get; } = new("publishResponse", KinesisJson.Of);

    /// <summary>The event as a record for Firehose.</summary>
    public static Slot<FirehoseRecord> FirehoseRecord { get; } = new("publishRequestEntry", FirehoseJson.Of);

    /// <summary>The records that go to Firehose together.</summary>
    public static Slot<PutRecordBatchRequest> FirehoseRequest { get; } = new("inputParams", FirehoseJson.Of);

    /// <summary>What Firehose answered.</summary>
    public static Slot<PutRecordBatchResponse> FirehoseResponse { get; } = new("publishResponse", FirehoseJson.Of);

    /// <summary>What <see cref="Steps.SendToSqs"/> sends.</summary>
    public static Slot<SendMessageBatchRequestEntry> SqsMessage { get; } = new("message", SqsJson.Of);

    /// <summary>The messages that go to SQS together.</summary>
    public static Slot<SendMessageBatchRequest> SqsRequest { get; } = new("inputParams", SqsJson.Of);

    /// <summary>What SQS answered.</summary>
    public static Slot<SendMessageBatchResponse> SqsResponse { get; } = new("sendResponse", SqsJson.Of);

    /// <summary>What <see cref="Steps.PublishToSns"/> publishes.</summary>
    public static Slot<PublishRequest> SnsMessage { get; } = new("message", SnsJson.Of);

    /// <summary>The request that goes to SNS.</summary>
    public static Slot<PublishRequest> SnsRequest { get; } = new("inputParams", SnsJson.Of);

    /// <summary>The messages that go to SNS together.</summary>
    public static Slot<PublishBatchRequest> SnsBatchRequest { get; } = new("inputParams", SnsJson.Of);

    /// <summary>What SNS answered.</summary>
    public static Slot<PublishResponse> SnsResponse { get; } = new("publishResponse", SnsJson.Of);

    /// <summary>What SNS answered to a batch.</summary>
    public static Slot<PublishBatchResponse> SnsBatchResponse { get; } = new("publishResponse", SnsJson.Of);

    /// <summary>On the fault of a batch of which a part was taken: which of its entries failed, and why.</summary>
    internal static Slot<IReadOnlyList<FailedEntry>> FailedEntries { get; } = new("failedEntries", FailedEntry.ToJson);

    /// <summary>A part of the unit, after <see cref="Steps.Split{T}(IAsyncEnumerable{UnitOfWork}, Func{UnitOfWork, IEnumerable{T}}, Slot{T})"/>.</summary>
    public static Slot<Json> Split { get; } = new("split", part => part);

    /// <summary>How many parts there were.</summary>
    public static Slot<int> SplitOnTotal { get; } = new("splitOnTotal", total => (long)total);

    /// <summary>Which part this is, counted from 1.</summary>
    public static Slot<int> SplitOnItemNumber { get; } = new("splitOnItemNumber", number => (long)number);

    /// <summary>The text of a record that could not be read as an event.</summary>
    internal static Slot<string> UnreadableEvent { get; } = new("event", text => text);

    private static Json Events(IReadOnlyList<Event> events) => Json.ArrayOf([.. events.Select(one => one.ToJson())]);
}
