using LambdaStream.Connectors;
using LambdaStream.Peers;
using LambdaStream.Sinks;

namespace LambdaStream.Benchmarks.Cases;

/// <summary>The verbs that write and send, to services that answer at once.</summary>
internal static class SinkCases
{
    public static IReadOnlyList<Case> All { get; } =
    [
        .. Asking.Select(verb => (verb with { Asks = true }).ToCase()),
        new Verb(
            "FallbackBy",
            units => units.FallbackBy(uow => UpdateRequest.For(pk: uow.Event.Id, sk: "thing"), null)
        ).ToCase(),
    ];

    private static IEnumerable<Verb> Asking =>
        [
            new("UpdateDynamoDb", units => units.UpdateDynamoDb())
            {
                Before = units => units.MapTo(Slots.UpdateRequest, Listener.ToUpdateRequest),
            },
            new("PutDynamoDb", units => units.PutDynamoDb())
            {
                Before = With(Slots.PutRequest, uow => new() { Item = ItemOf(uow) }),
            },
            new("BatchWriteDynamoDb", units => units.BatchWriteDynamoDb())
            {
                Before = With(Slots.ItemWriteRequest, uow => WriteRequest.Put(ItemOf(uow))),
            },
            new("TransactWriteDynamoDb", units => units.TransactWriteDynamoDb())
            {
                Before = With(Slots.TransactWriteRequest, ToTransaction),
            },
            new("PublishToEventBridge", units => units.PublishToEventBridge()),
            new("PublishToKinesis", units => units.PublishToKinesis()),
            new("PublishToSns", units => units.PublishToSns()) { Before = With(Slots.SnsMessage, ToSnsMessage) },
            new("PublishToSns-batches", units => units.PublishToSns(new() { BatchSize = 10 }))
            {
                Before = With(Slots.SnsMessage, ToSnsMessage),
            },
            new("PublishBy", units => units.PublishBy(null, new PublishOptions())),
            new("SendToFirehose", units => units.SendToFirehose()),
            new("SendToSqs", units => units.SendToSqs()) { Before = With(Slots.SqsMessage, ToSqsMessage) },
            new("PutObjectToS3", units => units.PutObjectToS3())
            {
                Before = With(Slots.S3PutRequest, uow => new() { Key = uow.Event.Id!, Text = "{}" }),
            },
            new("CopyObjectInS3", units => units.CopyObjectInS3())
            {
                Before = With(Slots.S3CopyRequest, uow => new() { Key = uow.Event.Id!, CopySource = "objects/a" }),
            },
            new("DeleteObjectFromS3", units => units.DeleteObjectFromS3())
            {
                Before = With(Slots.S3DeleteRequest, uow => new() { Key = uow.Event.Id! }),
            },
            new("Fetch", units => units.Fetch())
            {
                Before = With(Slots.FetchRequest, uow => new() { Url = $"https://things/{uow.Event.Id}" }),
            },
            new("InvokeLambda", units => units.InvokeLambda())
            {
                Before = With(Slots.InvokeRequest, _ => new() { FunctionName = "function" }),
            },
            new("CreateEventSourceMapping", units => units.CreateEventSourceMapping())
            {
                Before = With(
                    Slots.CreateMappingRequest,
                    _ => new() { FunctionName = "function", EventSourceArn = "arn" }
                ),
            },
            new("UpdateEventSourceMapping", units => units.UpdateEventSourceMapping())
            {
                Before = With(Slots.UpdateMappingRequest, _ => new() { UUID = "mapping" }),
            },
            new("DeleteEventSourceMapping", units => units.DeleteEventSourceMapping())
            {
                Before = With(Slots.DeleteMappingRequest, _ => new() { UUID = "mapping" }),
            },
            new("ScheduleEvent", units => units.ScheduleEvent()) { Before = With(Slots.ScheduleRequest, ToSchedule) },
            new("PutMetrics", units => units.PutMetrics())
            {
                Before = With(
                    Slots.MetricsRequest,
                    _ => new() { MetricData = [new() { MetricName = "count", Value = 1 }] }
                ),
            },
            new("WriteToTimestream", units => units.WriteToTimestream())
            {
                Before = With(Slots.WriteRequest, ToWriteRequest),
            },
        ];

    public static Flow With<T>(Slot<T> slot, Func<UnitOfWork, T> request)
        where T : notnull => units => units.Map(uow => uow.With(slot, request(uow)));

    public static SendMessageBatchRequestEntry ToSqsMessage(UnitOfWork uow) =>
        new() { Id = uow.Event.Id!, MessageBody = uow.Event.ToString() };

    public static WriteRecordsRequest ToWriteRequest(UnitOfWork uow) =>
        new()
        {
            DatabaseName = "database",
            TableName = "things",
            Records =
            [
                new()
                {
                    MeasureName = uow.Event.Type,
                    MeasureValue = "1",
                    Time = "1730000000000",
                },
            ],
        };

    private static Item ItemOf(UnitOfWork uow) =>
        Item.From(uow.Event["thing"]).With("pk", uow.Event.Id).With("sk", "thing");

    private static TransactWriteItemsRequest ToTransaction(UnitOfWork uow) =>
        TransactWriteItemsRequest.Of(
            new PutItemRequest { TableName = "entities", Item = ItemOf(uow) },
            new DeleteItemRequest { TableName = "entities", Key = Item.Of(("pk", uow.Event.Id), ("sk", "draft")) }
        );

    private static PublishRequest ToSnsMessage(UnitOfWork uow) => new() { Message = uow.Event.ToString() };

    private static CreateScheduleRequest ToSchedule(UnitOfWork uow) =>
        new()
        {
            Name = uow.Event.Id!,
            ScheduleExpression = "at(2100-01-01T00:00:00)",
            Target = new()
            {
                EventBridgeParameters = new() { DetailType = "thing-due", Source = "custom" },
            },
        };
}
