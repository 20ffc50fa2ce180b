using LambdaStream.Connectors;
using LambdaStream.Peers;
using LambdaStream.Testing;

namespace LambdaStream.Benchmarks.Cases;

/// <summary>Every flavor as a function of its own.</summary>
internal static class FlavorCases
{
    private static readonly EventTypes Things = EventTypes.Where(type =>
        type.StartsWith("thing", StringComparison.Ordinal)
    );

    public static IReadOnlyList<Case> All { get; } =
    [
        Of(
            "Materialize",
            Input.Events,
            () =>
                new Materialize
                {
                    Id = "m",
                    EventType = Things,
                    ToUpdateRequest = Listener.ToUpdateRequest,
                }
        ),
        Of(
            "MaterializeS3",
            Input.Events,
            () =>
                new MaterializeS3
                {
                    Id = "m",
                    EventType = Things,
                    ToPutRequest = uow => new PutObjectRequest
                    {
                        Key = uow.Event.Id!,
                        Body = uow.Event["thing"].ToUtf8(),
                    },
                }
        ),
        Of(
            "MaterializeTimestream",
            Input.Events,
            () =>
                new MaterializeTimestream
                {
                    Id = "m",
                    EventType = Things,
                    ToWriteRequest = uow => SinkCases.ToWriteRequest(uow),
                }
        ),
        Of(
            "Cdc",
            Input.Changes,
            () =>
                new Cdc
                {
                    Id = "c",
                    EventType = Things,
                    ToEvent = uow => Event.Of(("thing", uow.Event.NewImage!.ToJson())).Without("raw"),
                }
        ),
        Of(
            "Update",
            Input.Changes,
            () =>
                new Update
                {
                    Id = "u",
                    EventType = Things,
                    ToUpdateRequest = uow =>
                        UpdateRequest.For(pk: uow.Event.NewImage!["ownerId"], sk: "owner").Set("thing", uow.Event.Id),
                }
        ),
        Of(
            "SendMessages",
            Input.Changes,
            () =>
                new SendMessages
                {
                    Id = "s",
                    EventType = Things,
                    ToSqsMessage = uow => SinkCases.ToSqsMessage(uow),
                }
        ),
        Of("Collect", Input.Events, () => new Collect { Id = "c", EventType = Things }),
        Of(
            "Correlate",
            Input.Collected,
            () =>
                new Correlate
                {
                    Id = "c",
                    EventType = Things,
                    CorrelationKey = "thing.ownerId",
                }
        ),
        Of(
            "Evaluate",
            Input.Collected,
            () =>
                new Evaluate
                {
                    Id = "e",
                    EventType = Things,
                    Emit = "thing-concluded",
                }
        ),
        Of(
            "Evaluate-expression",
            Input.Collected,
            () =>
                new Evaluate
                {
                    Id = "e",
                    EventType = Things,
                    Expression = uow => uow.Get(Slots.Correlated)!.Count > 0,
                    Emit = "thing-concluded",
                }
        ),
        Of("Expired", Input.Expiries, () => new Expired { Id = "e" }),
        Of(
            "Job",
            () => new(From.DynamoDb(), Records.DynamoDb(Change.Insert(Row("job")))),
            () =>
                new Job
                {
                    Id = "j",
                    EventType = "job-created",
                    ToScanRequest = _ => new ScanRequest(),
                    ToUpdateRequest = uow =>
                        UpdateRequest.For(pk: uow.Get(Slots.ScanResponse)!.Item["pk"], sk: "EVENT").Set("seen", true),
                },
            rows: Input.Units
        ),
        Of(
            "FirehoseTransform",
            Input.Firehose,
            () =>
                new FirehoseTransform
                {
                    Id = "f",
                    EventType = Things,
                    Transform = uow => uow.Event.ToJson(),
                },
            asks: false
        ),
        Of("FirehoseDrop", Input.Firehose, () => new FirehoseDrop { Id = "f" }, asks: false),
        Of("CircuitBreaker", () => new(From.Alarm(), Records.Alarm()), () => new CircuitBreaker { Id = "c" }, units: 1),
        Of("StreamFailover", () => new(From.Alarm(), Alarm()), () => new StreamFailover { Id = "s" }, units: 1),
    ];

    private static Case Of(
        string name,
        Func<Input> input,
        Func<Rule> rule,
        int units = Input.Units,
        int rows = 5,
        bool asks = true
    ) =>
        Case.Of(
            $"flavor/{name}",
            units,
            () =>
            {
                var services = new InstantServices(Input.Rows(rows));
                var (source, payload) = input();
                return new(new(source, services.Options, rule()), payload, asks ? services : null);
            }
        );

    private static Item Row(string kind) =>
        Item.Of(("pk", "1"), ("sk", kind), ("discriminator", kind), ("timestamp", 1_545_084_650_987L));

    // An alarm of the other region, as a rule of EventBridge brings it.
    private static byte[] Alarm() =>
        Json.ObjectOf(
                ("region", "us-west-2"),
                ("time", "2026-01-15T10:10:00Z"),
                ("detail", Json.ObjectOf(("state", Json.ObjectOf(("value", "ALARM")))))
            )
            .ToUtf8();
}
