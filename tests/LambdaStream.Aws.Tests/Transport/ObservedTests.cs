using System.Diagnostics;
using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Metrics;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Transport;

/// <summary>What the transport tells of its calls, and hands on.</summary>
public sealed class ObservedTests
{
    [Fact]
    public async Task Retries_OfTheTransport_AreMeasured()
    {
        var time = new JumpingTime();
        await using var endpoint = Some.Endpoint(
            time,
            LoopbackAnswer.Error("ThrottlingException"),
            LoopbackAnswer.Error("InternalServerError", 500)
        );
        var lines = new List<string>();
        var options = Some.On(endpoint, time) with { Metrics = MetricSwitches.All, Log = lines.Add };

        await InvokeAsync(options);

        var step = Json.Parse(
            Assert.Single(lines, line => line.Contains("\"step\":\"save\"", StringComparison.Ordinal))
        );
        Assert.Equal("2", step["stream.pipeline.retry.count"].ToString());
        Assert.Equal("1", step["stream.pipeline.throttle.count"].ToString());
    }

    [Fact]
    public async Task Requests_OfATracedCall_HaveItsHeaderBesideAValidSignature()
    {
        var time = new JumpingTime();
        await using var endpoint = Some.Endpoint(time);
        using var source = new ActivitySource("a test's own");
        Activity? save = null;
        using var listener = new ActivityListener
        {
            ShouldListenTo = one => one == source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => save = span.Kind is ActivityKind.Client ? span : save,
        };
        ActivitySource.AddActivityListener(listener);

        await InvokeAsync(Some.On(endpoint, time) with { ActivitySource = source });

        var request = Assert.Single(endpoint.Requests);
        var trace = save!.TraceId.ToHexString();
        Assert.Equal(
            $"Root=1-{trace[..8]}-{trace[8..]};Parent={save.SpanId.ToHexString()};Sampled=1",
            request.Headers["X-Amzn-Trace-Id"]
        );
        Assert.Null(request.SignatureProblem);
    }

    [Fact]
    public async Task Requests_OfAnUntracedCall_HaveNoHeader()
    {
        var time = new JumpingTime();
        await using var endpoint = Some.Endpoint(time);

        await InvokeAsync(Some.On(endpoint, time));

        Assert.False(Assert.Single(endpoint.Requests).Headers.ContainsKey("X-Amzn-Trace-Id"));
    }

    private static async Task InvokeAsync(StreamOptions options)
    {
        var processor = new Processor(
            From.Kinesis(),
            options with
            {
                EventBridge = new RecordingEventBridge(),
                BusName = "bus",
                EntityTableName = "things",
            },
            new Pipeline(
                "p",
                units =>
                    units
                        .Map(uow => uow.With(Slots.UpdateRequest, new() { Key = Item.Of(("pk", "1"), ("sk", "s")) }))
                        .UpdateDynamoDb()
            )
        );
        await processor.InvokeAsync(Records.Kinesis(Event.Of("t", ("id", "1"))));
    }
}
