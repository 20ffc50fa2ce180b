using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests.Buses;

public class EventBridgeTests
{
    private const string All = """{"source":[{"exists":true}]}""";

    private readonly LocalWorld _world = Some.World();

    public EventBridgeTests() => _world.Bus("bus");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnEvent_ReachesAFunctionInTheEnvelope()
    {
        var function = new CollectingFunction();
        _world.Bus("bus").Rule("all", All).To(function.InvokeAsync);

        var response = await PutAsync(Some.Entry("bus", "thing-created", """{"id":"1"}"""));
        await _world.DrainAsync(cancellationToken: Token);

        var id = Assert.Single(response.Entries).EventId;
        Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", id);
        Assert.Equal(
            $$$"""
            {"version":"0","id":"{{{id}}}","detail-type":"thing-created","source":"custom","account":"000000000000",
            "time":"2026-11-23T07:05:15Z","region":"us-east-1","resources":[],"detail":{"id":"1"}}
            """.ReplaceLineEndings(""),
            Assert.Single(function.Payloads).ToString()
        );
        Assert.Equal(_world.Bus("bus").Events[0].ToString(), function.Payloads[0].ToString());
    }

    [Fact]
    public async Task AnEventHub_PutsTheEventsOnItsStreamByPartitionKey()
    {
        var hub = _world.Stream("hub");
        _world
            .Bus("bus")
            .Rule("hub", """{"source":[{"anything-but":"external"}],"detail":{"type":[{"anything-but":"fault"}]}}""")
            .To(hub);
        await _world.PutAsync(
            Some.Entry("bus", "thing-created", """{"type":"thing-created","partitionKey":"p1"}"""),
            Some.Entry("bus", "fault", """{"type":"fault","partitionKey":"p2"}"""),
            Some.Entry("bus", "thing-updated", """{"type":"thing-updated","partitionKey":7}"""),
            Some.Entry("bus", "thing-deleted", """{"type":"thing-deleted"}""")
        );
        Assert.Empty(hub.Records);

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(
            [
                """{"type":"thing-created","partitionKey":"p1"}""",
                """{"type":"thing-updated","partitionKey":7}""",
                """{"type":"thing-deleted"}""",
            ],
            hub.Records.Select(CollectingFunction.DataOf)
        );
        var keys = hub.Records.Select(record => record.At("kinesis.partitionKey").GetString()).ToList();
        Assert.Equal(["p1", "7", _world.Bus("bus").Events[3]["id"].GetString()], keys);
    }

    [Fact]
    public async Task ATarget_GetsThePartThatItsInputPathNames()
    {
        var function = new CollectingFunction();
        _world
            .Bus("bus")
            .Rule("all", All)
            .To(function.InvokeAsync, new() { InputPath = "$.detail.parts[1]" })
            .To(function.InvokeAsync, new() { InputPath = "$.nope" });

        await _world.PutAsync(Some.Entry("bus", "x", """{"parts":[1,{"a":2}]}"""));
        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(["""{"a":2}""", "null"], function.Payloads.Select(payload => payload.ToString()));
        Assert.Throws<ArgumentException>(() =>
            _world.Bus("bus").Rule("bad", All).To(function.InvokeAsync, new() { InputPath = "detail" })
        );
    }

    [Fact]
    public async Task AnEvent_ThatATargetRefuses_IsTriedAgainAndThenKept()
    {
        var error = new InvalidOperationException("no");
        var function = new CollectingFunction(payload => payload["detail-type"].IsString("bad") ? throw error : null);
        var rule = _world.Bus("bus").Rule("all", All).To(function.InvokeAsync);
        await _world.PutAsync(Some.Entry("bus", "bad"), Some.Entry("bus", "good"));

        await _world.DrainAsync(cancellationToken: Token);

        Assert.Equal(
            ["bad", "good", "bad", "bad"],
            function.Payloads.Select(payload => payload["detail-type"].GetString())
        );
        var undelivered = Assert.Single(rule.Undelivered);
        Assert.Equal((3, "bad"), (undelivered.Attempts, undelivered.Envelope["detail-type"].GetString()));
        Assert.Same(error, undelivered.Error);
    }

    [Fact]
    public async Task AnEntry_ThatIsWrong_FailsAlone()
    {
        var good = Some.Entry("bus", "x");

        var response = await PutAsync(
            good,
            good with
            {
                Source = null,
            },
            good with
            {
                DetailType = "",
            },
            good with
            {
                Detail = default,
            },
            good with
            {
                Detail = "text",
            },
            good with
            {
                Detail = Json.ArrayOf(),
            },
            good with
            {
                Source = "aws.s3",
            },
            good with
            {
                EventBusName = "undefined",
            }
        );

        Assert.Equal(7, response.FailedEntryCount);
        Assert.Equal(
            [
                (null, null),
                ("InvalidArgument", "Parameter Source is not valid. Reason: Source is a required argument."),
                ("InvalidArgument", "Parameter DetailType is not valid. Reason: DetailType is a required argument."),
                ("InvalidArgument", "Parameter Detail is not valid. Reason: Detail is a required argument."),
                ("MalformedDetail", "Detail is malformed."),
                ("MalformedDetail", "Detail is malformed."),
                ("NotAuthorizedForSourceException", "Not authorized for the source."),
                ("ResourceNotFoundException", "Event bus undefined does not exist."),
            ],
            response.Entries.Select(entry => (entry.ErrorCode, entry.ErrorMessage))
        );
        Assert.Equal([true, false], response.Entries.Select(entry => entry.EventId is not null).Take(2));
        Assert.Single(_world.Bus("bus").Events);
    }

    [Fact]
    public async Task ABus_IsFoundByNameByArnAndByDefault()
    {
        await _world.PutAsync(
            Some.Entry("bus", "x"),
            Some.Entry(_world.Bus("bus").Arn, "x"),
            Some.Entry("", "x"),
            Some.Entry("default", "x")
        );

        Assert.Equal(2, _world.Bus("bus").Events.Count);
        Assert.Equal(2, _world.Bus("default").Events.Count);
    }

    [Fact]
    public async Task ARequest_OutsideTheLimits_IsRefusedAsAWhole()
    {
        var entry = Some.Entry("bus", "x");
        // Source and type count too: six bytes and one.
        var largest = Some.Entry("bus", "x", $$"""{"x":"{{new string('y', 1024 * 1024 - 15)}}"}""");

        await RefusesAsync();
        await RefusesAsync([.. Enumerable.Repeat(entry, 11)]);
        await RefusesAsync(largest, entry);

        await _world.PutAsync([.. Enumerable.Repeat(entry, 10)]);
        await _world.PutAsync(largest);
        Assert.Equal(11, _world.Bus("bus").Events.Count);
    }

    private async Task RefusesAsync(params PutEventsRequestEntry[] entries)
    {
        var exception = await Assert.ThrowsAsync<ServiceException>(() => PutAsync(entries));
        Assert.Equal("ValidationException", exception.Code);
    }

    private async Task<PutEventsResponse> PutAsync(params PutEventsRequestEntry[] entries) =>
        await _world.EventBridge.PutEventsAsync(new() { Entries = entries }, Token);
}
