using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.EventBridge;

public sealed class PutEventsTests
{
    private readonly JumpingTime _time = new();

    [Fact]
    public async Task PutEvents_SendsTheDetailAsText()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            LoopbackAnswer.Of("""{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}""")
        );
        var detail = Json.Parse("""{"id":"1","text":"a \"quote\", a \\ and \n, é 😀","nested":{"n":1.50}}""");

        var answer = await PutAsync(endpoint, detail);

        var request = endpoint.Requests.Single();
        Assert.Null(request.SignatureProblem);
        Assert.Equal("AWSEvents.PutEvents", request.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.1", request.Headers["Content-Type"]);
        var entry = request.Json["Entries"][0];
        Assert.Equal(detail.ToString(), entry["Detail"].GetString());
        Assert.Equal(
            ("bus", "custom", "thing-created"),
            (entry["EventBusName"].GetString(), entry["Source"].GetString(), entry["DetailType"].GetString())
        );
        Assert.Equal("1", answer.Entries.Single().EventId);
    }

    [Fact]
    public async Task PutEvents_PartialFailure_IsInTheAnswer()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            LoopbackAnswer.Of(
                """{"FailedEntryCount":1,"Entries":[{"ErrorCode":"InternalFailure","ErrorMessage":"m"},{"EventId":"2"}]}"""
            )
        );

        var answer = await PutAsync(endpoint, Json.EmptyObject, Json.EmptyObject);

        Assert.Equal(1, answer.FailedEntryCount);
        Assert.Equal(("InternalFailure", "m"), (answer.Entries[0].ErrorCode, answer.Entries[0].ErrorMessage));
        Assert.Null(answer.Entries[1].ErrorCode);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task PutEvents_GlobalEndpoint_IsNotSupported()
    {
        await using var endpoint = Some.Endpoint(_time);
        var port = Some.On(endpoint, _time).EventBridge!;

        await Assert.ThrowsAsync<NotSupportedException>(async () =>
            await port.PutEventsAsync(new() { Entries = [], EndpointId = "abc.def" }, default)
        );
        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public async Task ARuleThatPublishesThroughAGlobalEndpoint_DoesNotStart()
    {
        await using var endpoint = Some.Endpoint(_time);
        var rule = new Cdc
        {
            Id = "things",
            EventType = "thing-created",
            PublishOptions = new() { EndpointId = "abc.def" },
        };

        var error = Assert.Throws<InvalidProcessorException>(() =>
            new Processor(From.DynamoDb(), Some.On(endpoint, _time) with { BusName = "bus" }, rule)
        );

        Assert.Equal(
            [
                new(
                    "things",
                    "Its events are published through the global endpoint abc.def. "
                        + "Global endpoints of EventBridge want Signature Version 4A, which this transport does not have."
                ),
            ],
            error.Problems
        );
    }

    private ValueTask<PutEventsResponse> PutAsync(LoopbackEndpoint endpoint, params Json[] details) =>
        Some.On(endpoint, _time)
            .EventBridge!.PutEventsAsync(
                new()
                {
                    Entries =
                    [
                        .. details.Select(detail => new PutEventsRequestEntry
                        {
                            EventBusName = "bus",
                            Source = "custom",
                            DetailType = "thing-created",
                            Detail = detail,
                        }),
                    ],
                },
                default
            );
}
