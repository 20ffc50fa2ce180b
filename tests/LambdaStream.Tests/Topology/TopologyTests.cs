using LambdaStream.Connectors;
using LambdaStream.Testing;
using LambdaStream.Topology;
using Xunit;

namespace LambdaStream.Tests.Topology;

public class TopologyTests
{
    private static readonly StreamOptions Options = new()
    {
        FunctionName = "listener",
        BusName = "bus",
        EntityTableName = "entities",
        DynamoDb = new RecordingDynamoDb(),
        EventBridge = new RecordingEventBridge(),
    };

    [Fact]
    public void ToText_NamesSourcePipelinesStepsTargetsAndLimits() =>
        Assert.Equal(
            """
            listener: From.Kinesis
              fails as a whole, 8 retries, 2000 ms in reserve
              view (Materialize) on thing-created, thing-updated
                OutSourceIsSelf
                OnContent 1 filters
                Compact
                MapTo updateRequest
                RateLimit 5 in 1000 ms
                UpdateDynamoDb, save dynamodb:entities, 2 in flight
              audit (Pipeline) on *-deleted
                Filter
                Map
                PutDynamoDb, save dynamodb:audit, 4 in flight
                PublishToEventBridge, publish eventbridge:bus, 8 in flight, 10 entries, 262144 bytes
              faults
                PublishToEventBridge, publish eventbridge:bus, 4 in flight, 4 entries, 262144 bytes

            """,
            Listener().Describe().ToText()
        );

    [Fact]
    public void ToMermaid_DrawsEachTargetOnce()
    {
        var picture = Listener().Describe().ToMermaid();

        Assert.Equal(
            """
            flowchart LR
                subgraph listener["listener"]
                    listener_view["view<br/>Materialize"]
                    listener_audit["audit<br/>Pipeline"]
                end
                source_listener(["Kinesis"])
                dynamodb_entities[("entities")]
                dynamodb_audit[("audit")]
                eventbridge_bus{{"bus"}}
                source_listener --> listener
                listener_view -- "save" --> dynamodb_entities
                listener_audit -- "save" --> dynamodb_audit
                listener_audit -- "publish" --> eventbridge_bus
                listener -. faults .-> eventbridge_bus

            """,
            picture
        );
    }

    [Fact]
    public void ToMermaid_NamesThatAreNoIdentifiers_AreToldApartAndQuoted()
    {
        var processor = new Processor(
            From.Sqs(),
            Options with
            {
                FunctionName = "a-b",
            },
            new Pipeline("end", units => units),
            new Pipeline("say \"x\"", units => units),
            new Pipeline("say 'x'", units => units)
        );

        var picture = processor.Describe().ToMermaid();

        Assert.Contains("say &quot;x&quot;<br/>", picture, StringComparison.Ordinal);
        Assert.Equal(
            3,
            picture.Split('\n').Where(line => line.Contains("Pipeline", StringComparison.Ordinal)).Distinct().Count()
        );
        Assert.Contains("a_b_say__x_[", picture, StringComparison.Ordinal);
        Assert.DoesNotContain("a-b_", picture, StringComparison.Ordinal);
    }

    [Fact]
    public void ToJson_HasTheSteps()
    {
        var json = Listener().Describe().ToJson();

        Assert.Equal("Kinesis", json["source"].GetString());
        var save = json["pipelines"][0]["steps"][5];
        Assert.Equal(
            """{"verb":"UpdateDynamoDb","kind":"sink","step":"save","service":"dynamodb","operation":"UpdateItem","target":"entities","parallel":2}""",
            save.ToString()
        );
        Assert.Equal("filter", json["pipelines"][0]["steps"][0]["kind"].GetString());
    }

    [Fact]
    public void Describe_AnOperatorOfDotNets_EndsWhatIsKnown()
    {
        var pipeline = Described(units => units.Filter(_ => true).Where(_ => true).UpdateDynamoDb());

        Assert.False(pipeline.IsComplete);
        Assert.Equal(["Filter"], pipeline.Steps.Select(step => step.Verb));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Describe_EveryVerb_IsNamed(string verb)
    {
        var pipeline = Described(All[verb]);

        Assert.True(pipeline.IsComplete);
        Assert.Equal(verb, pipeline.Steps[^1].Verb);
    }

    [Fact]
    public void Describe_CallsNoFunctionOfTheUser()
    {
        var processor = new Processor(
            From.DynamoDb(),
            Options,
            new Cdc
            {
                Id = "c",
                EventType = EventTypes.Where(_ => throw new InvalidOperationException()),
                ToEvent = _ => throw new InvalidOperationException(),
                Compact = new() { Key = _ => throw new InvalidOperationException() },
            }
        );

        Assert.Equal(
            ["OutLatched", "Compact", "MapEvent", "PublishToEventBridge"],
            processor
                .Describe()
                .Pipelines[0]
                .Steps.Select(step => step.Verb)
                .Distinct()
                .Where(verb => verb is not "Map")
        );
    }

    public static TheoryData<string> Verbs => [.. All.Keys];

    private static readonly Dictionary<string, Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>> All =
        new()
        {
            ["Filter"] = units => units.Filter(_ => true),
            ["Map"] = units => units.Map(uow => uow),
            ["Tap"] = units => units.Tap(_ => { }),
            ["FlatMap"] = units => units.FlatMap(uow => [uow]),
            ["Batch"] = units => units.Batch(2),
            ["Unbatch"] = units => units.Batch(2).Unbatch(),
            ["Group"] = units => units.Group(),
            ["Compact"] = units => units.Compact(),
            ["Reduce"] = units => units.Reduce((left, _) => left),
            ["Split"] = units => units.Split(_ => []),
            ["Parallel"] = units => units.Parallel(2, (uow, _) => new(uow)),
            ["RateLimit"] = units => units.RateLimit(new(1, TimeSpan.FromSeconds(1))),
            ["Merge"] = units => units.Merge(units),
            ["OnContent"] = units => units.OnContent([_ => true]),
            ["OnEventType"] = units => units.OnEventType("a"),
            ["OutLatched"] = units => units.OutLatched(),
            ["OutSourceIsSelf"] = units => units.OutSourceIsSelf(),
            ["RequireFields"] = units => units.RequireFields("a"),
            ["QueryAllDynamoDb"] = units => units.QueryAllDynamoDb(),
            ["BatchGetDynamoDb"] = units => units.BatchGetDynamoDb(),
            ["ScanSplitDynamoDb"] = units => units.ScanSplitDynamoDb(),
            ["QuerySplitDynamoDb"] = units => units.QuerySplitDynamoDb(),
            ["GetObjectFromS3"] = units => units.GetObjectFromS3(),
            ["HeadS3Object"] = units => units.HeadS3Object(),
            ["ListObjectsFromS3"] = units => units.ListObjectsFromS3(),
            ["PageObjectsFromS3"] = units => units.PageObjectsFromS3(),
            ["GetLinesFromS3"] = units => units.GetLinesFromS3(),
            ["ListEventSourceMappings"] = units => units.ListEventSourceMappings(),
            ["RedeemClaimChecks"] = units => units.RedeemClaimChecks(),
            ["UpdateDynamoDb"] = units => units.UpdateDynamoDb(),
            ["PutDynamoDb"] = units => units.PutDynamoDb(),
            ["PublishToEventBridge"] = units => units.PublishToEventBridge(),
            ["PublishToKinesis"] = units => units.PublishToKinesis(),
            ["PublishToSns"] = units => units.PublishToSns(),
            ["SendToSqs"] = units => units.SendToSqs(),
            ["SendToFirehose"] = units => units.SendToFirehose(),
            ["PutObjectToS3"] = units => units.PutObjectToS3(),
            ["CopyObjectInS3"] = units => units.CopyObjectInS3(),
            ["DeleteObjectFromS3"] = units => units.DeleteObjectFromS3(),
            ["InvokeLambda"] = units => units.InvokeLambda(),
            ["Fetch"] = units => units.Fetch(),
            ["PutMetrics"] = units => units.PutMetrics(),
            ["ScheduleEvent"] = units => units.ScheduleEvent(),
            ["WriteToTimestream"] = units => units.WriteToTimestream(),
            ["CreateEventSourceMapping"] = units => units.CreateEventSourceMapping(),
            ["UpdateEventSourceMapping"] = units => units.UpdateEventSourceMapping(),
            ["DeleteEventSourceMapping"] = units => units.DeleteEventSourceMapping(),
        };

    private static PipelineTopology Described(Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>> steps) =>
        Assert.Single(new Processor(From.Kinesis(), Options, new Pipeline("p", steps)).Describe().Pipelines);

    private static Processor Listener() =>
        new(
            From.Kinesis(),
            Options,
            new Materialize
            {
                Id = "view",
                EventType = ["thing-created", "thing-updated"],
                Filters = [_ => true],
                Compact = new(),
                Parallel = 2,
                Rate = new(5, TimeSpan.FromSeconds(1)),
                ToUpdateRequest = _ => null,
            },
            new Pipeline(
                "audit",
                EventTypes.EndingWith("-deleted"),
                units =>
                    units
                        .Filter(_ => true)
                        .Map(uow => uow.With(Slots.PutRequest, new() { Item = Item.Empty }))
                        .PutDynamoDb(new() { TableName = "audit" })
                        .PublishToEventBridge()
            )
        );
}
