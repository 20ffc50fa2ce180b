using System.Diagnostics;
using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Tracing;

public class TracingTests
{
    private const string Producer = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string OtherProducer = "00-0af7651916cd43dd8448eb211c80319d-b7ad6b7169203332-01";

    [Fact]
    public async Task Spans_OfAnInvocation_HaveTheirParents()
    {
        var driver = Updating();
        using var spans = new Spans(driver);

        await driver.InvokeAsync(
            Records.Kinesis(Some.Event("1")),
            new()
            {
                RequestId = "r",
                TraceId = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
            }
        );

        var (root, pipeline, save) = (Root(spans), spans["pipeline p"], spans["save entities"]);
        Assert.Equal("5759e988bd862e3fe1be46a994272793", root.TraceId.ToHexString());
        Assert.Equal("53995c3f42cd8ad8", root.ParentSpanId.ToHexString());
        Assert.Equal((root.TraceId, root.SpanId), (pipeline.TraceId, pipeline.ParentSpanId));
        Assert.Equal((root.TraceId, pipeline.SpanId), (save.TraceId, save.ParentSpanId));
        Assert.Equal(
            (ActivityKind.Consumer, ActivityKind.Internal, ActivityKind.Client),
            (root.Kind, pipeline.Kind, save.Kind)
        );
        Assert.Equal(
            ("r", 1),
            (root.GetTagItem("faas.invocation_id"), root.GetTagItem("messaging.batch.message_count"))
        );
        Assert.Equal(
            ("entities", "UpdateItem"),
            (save.GetTagItem("db.collection.name"), save.GetTagItem("rpc.method"))
        );
        Assert.Equal(
            ("1", "thing-created"),
            (save.GetTagItem("lambda_stream.event.id"), save.GetTagItem("lambda_stream.event.type"))
        );
    }

    [Theory]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "0af7651916cd43dd8448eb211c80319c")]
    [InlineData(
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a:0",
        "5759e988bd862e3fe1be46a994272793"
    )]
    public async Task TheHeader_OfEitherForm_IsTheParent(string header, string trace)
    {
        var driver = Updating();
        using var spans = new Spans(driver);

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1")), new() { TraceId = header });

        Assert.All(spans.All, span => Assert.Equal(trace, span.TraceId.ToHexString()));
    }

    [Theory]
    [InlineData("Root=1-5759e988-BD862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1")]
    [InlineData("Root=1-00000000-000000000000000000000000;Parent=53995c3f42cd8ad8;Sampled=1")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793")]
    [InlineData("nonsense")]
    public async Task TheHeader_ThatIsNone_BeginsATrace(string header)
    {
        var driver = Updating();
        using var spans = new Spans(driver);

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1")), new() { TraceId = header });

        Assert.Equal(default, Root(spans).ParentSpanId);
    }

    [Fact]
    public async Task NotSampled_NothingIsTracedAndNoUnitTracked()
    {
        var driver = Updating();
        using var spans = new Spans(driver);

        var run = await driver.InvokeAsync(
            Records.Kinesis(Some.Event("1")),
            new() { TraceId = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0" }
        );

        Assert.Empty(spans.All);
        Assert.Null(run.Units[0].Scope.Track);
    }

    [Fact]
    public async Task ABatch_IsLinkedToTheSpansThatItsEventsComeFrom()
    {
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("p", units => units.PublishToEventBridge()));
        using var spans = new Spans(driver);

        await driver.InvokeAsync(
            Records.Kinesis(Traced("1", Producer), Traced("2", OtherProducer), Traced("3", Producer), Some.Event("4"))
        );

        var publish = spans["publish bus"];
        Assert.Equal(["b7ad6b7169203331", "b7ad6b7169203332"], Links(publish));
        Assert.Equal(["b7ad6b7169203331", "b7ad6b7169203332"], Links(Root(spans)));
        Assert.Equal(spans["pipeline p"].SpanId, publish.ParentSpanId);
        Assert.Equal((ActivityKind.Producer, 4), (publish.Kind, publish.GetTagItem("messaging.batch.message_count")));
    }

    [Fact]
    public async Task PublishedEvents_CarryThePipelinesSpan_InThePlaceOfTheirOrigins()
    {
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("p", units => units.PublishToEventBridge()));
        using var spans = new Spans(driver);

        await driver.InvokeAsync(Records.Kinesis(Traced("1", Producer)));

        var pipeline = spans["pipeline p"];
        Assert.Equal(
            $"00-{pipeline.TraceId}-{pipeline.SpanId}-01",
            driver.EventBridge.Events.Single().Tag("traceparent")
        );
    }

    [Fact]
    public async Task PublishedEvents_WithoutATraceOrWithoutPropagation_KeepTheirTags()
    {
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("p", units => units.PublishToEventBridge()));

        await driver.InvokeAsync(Records.Kinesis(Traced("1", Producer), Some.Event("2")));
        using var spans = new Spans(driver);
        driver.Options = driver.Options with { PropagatesTraces = false };
        await driver.InvokeAsync(Records.Kinesis(Traced("3", Producer)));

        Assert.Equal([Producer, null, Producer], driver.EventBridge.Events.Select(@event => @event.Tag("traceparent")));
    }

    [Fact]
    public async Task AMessage_IsLinkedByTheHeaderOfItsQueue()
    {
        var driver = new FunctionDriver(From.Sqs(), new Pipeline("p", units => units));
        using var spans = new Spans(driver);

        await driver.InvokeAsync(
            """
            {"Records":[{"messageId":"1","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-1:1:orders","attributes":{"AWSTraceHeader":"Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"},"body":"{\"id\":\"1\",\"type\":\"t\"}"}]}
            """u8.ToArray()
        );

        var root = spans["process orders"];
        Assert.Equal(["53995c3f42cd8ad8"], Links(root));
        Assert.Equal("aws_sqs", root.GetTagItem("messaging.system"));
    }

    [Fact]
    public async Task AnError_IsOnTheSpansOfItsCallAndItsPipeline()
    {
        var driver = Updating();
        driver.DynamoDb.OnUpdateItem = (_, _) => throw new ServiceException("ValidationException", "It is wrong.");
        using var spans = new Spans(driver);

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1")));

        var save = spans["save entities"];
        Assert.Equal((ActivityStatusCode.Error, "ValidationException"), (save.Status, save.GetTagItem("error.type")));
        var fault = Assert.Single(spans["pipeline p"].Events);
        Assert.Contains(new("lambda_stream.event.id", "1"), fault.Tags);
        Assert.Equal(1, Root(spans).GetTagItem("lambda_stream.faults"));
        // The fault is published in the invocation's span, by a call of its own.
        Assert.Equal(Root(spans).SpanId, spans["publish bus"].ParentSpanId);
    }

    [Fact]
    public async Task AFailedInvocation_IsAnErrorOfItsSpan()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline("p", units => units.Select(UnitOfWork (_) => throw new InvalidOperationException("It ends.")))
        );
        using var spans = new Spans(driver);

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await driver.InvokeAsync(Records.Kinesis(Some.Event("1")))
        );

        Assert.Equal(ActivityStatusCode.Error, Root(spans).Status);
        Assert.Equal(ActivityStatusCode.Error, spans["pipeline p"].Status);
        Assert.Equal(1, Root(spans).GetTagItem("lambda_stream.records.failed"));
    }

    [Fact]
    public async Task WithinACall_ItsSpanIsTheCurrentOneAndBehindItNot()
    {
        var driver = Updating();
        Activity? within = null;
        driver.DynamoDb.OnUpdateItem = async (_, _) =>
        {
            await Task.Yield();
            within = Activity.Current;
            return new();
        };
        using var spans = new Spans(driver);

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1")));

        Assert.Equal("save entities", within?.DisplayName);
        Assert.Null(Activity.Current);
    }

    [Fact]
    public async Task TwoInvocationsAtOnce_DoNotMeet()
    {
        var driver = Updating();
        var both = new TaskCompletionSource();
        var calls = 0;
        driver.DynamoDb.OnUpdateItem = async (_, _) =>
        {
            if (Interlocked.Increment(ref calls) == 2)
                both.SetResult();
            await both.Task;
            return new();
        };
        using var spans = new Spans(driver);

        await Task.WhenAll(
            driver.InvokeAsync(Records.Kinesis(Some.Event("1")), new() { TraceId = Producer }).AsTask(),
            driver.InvokeAsync(Records.Kinesis(Some.Event("2")), new() { TraceId = OtherProducer }).AsTask()
        );

        var traces = spans.All.GroupBy(span => span.TraceId).ToList();
        Assert.Equal([3, 3], traces.Select(trace => trace.Count()));
        Assert.All(
            traces,
            trace =>
                Assert.Equal(
                    trace.Single(span => span.DisplayName == "pipeline p").SpanId,
                    trace.Single(span => span.DisplayName == "save entities").ParentSpanId
                )
        );
    }

    private static Activity Root(Spans spans) =>
        spans.All.Single(span => span.DisplayName.StartsWith("process ", StringComparison.Ordinal));

    private static IEnumerable<string> Links(Activity span) =>
        span.Links.Select(link => link.Context.SpanId.ToHexString()).Order();

    private static Event Traced(string id, string parent) =>
        Event.Of("thing-created", ("id", id), ("partitionKey", id), ("tags", Json.ObjectOf(("traceparent", parent))));

    private static FunctionDriver Updating() =>
        new(
            From.Kinesis(),
            new Pipeline(
                "p",
                units =>
                    units
                        .Map(uow =>
                            uow.With(Slots.UpdateRequest, new() { Key = Item.Of(("pk", uow.Event.Id), ("sk", "s")) })
                        )
                        .UpdateDynamoDb()
            )
        );
}
