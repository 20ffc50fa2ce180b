using LambdaStream;
using LambdaStream.Testing;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace ThingService.Tests;

/// <summary>The spans of all tests of the process come from one source, so this one runs alone.</summary>
[CollectionDefinition(nameof(TraceTests), DisableParallelization = true)]
[Collection(nameof(TraceTests))]
public class TraceTests
{
    private const int Producer = 4;
    private const int Consumer = 5;

    private static readonly DateTimeOffset At = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task ATraceOfBothServices_ArrivesAtAReceiverWithItsParentsAndLinks()
    {
        var spans = await ExportAsync([
            new(At, "ann", "create", "t1", null, "Saw"),
            new(At.AddSeconds(1), "ann", "create", "t1", "e1", "Blade"),
        ]);

        // Every parent is there, and of the same trace.
        Assert.All(
            spans.Where(span => span.ParentId.Length > 0),
            span => Assert.Equal(spans.Single(parent => parent.SpanId == span.ParentId).TraceId, span.TraceId)
        );
        var triggers = spans.Where(span => span is { Name: "process things", Kind: Consumer }).ToList();
        var listeners = spans.Where(span => span is { Name: "process hub", Kind: Consumer }).ToList();
        Assert.All(triggers.Concat(listeners), root => Assert.Empty(root.ParentId));
        Assert.NotEmpty(triggers);
        Assert.NotEmpty(listeners);

        // The trigger: its pipeline asks for the elements and publishes the event.
        var published = Child(spans, triggers, "pipeline thing");
        Assert.Single(spans, span => span.Name == "query things" && span.ParentId == published.SpanId);
        Assert.Single(
            spans,
            span => span is { Name: "publish event-bus", Kind: Producer } && span.ParentId == published.SpanId
        );

        // The listener is linked to the spans that its events were published in: the invocation to all, a call to its own.
        var element = Child(spans, triggers, "pipeline element");
        Assert.Equal(
            new[] { published.SpanId, element.SpanId }.Order(),
            listeners.SelectMany(root => root.Links).Distinct().Order()
        );
        var view = Child(spans, listeners, "pipeline thing");
        var save = Assert.Single(spans, span => span.Name == "save view" && span.ParentId == view.SpanId);
        Assert.Equal([published.SpanId], save.Links);
        var other = Child(spans, listeners, "pipeline element");
        Assert.Equal(
            [element.SpanId],
            Assert.Single(spans, span => span.Name == "save view" && span.ParentId == other.SpanId).Links
        );
    }

    private static async Task<IReadOnlyList<OtlpSpan>> ExportAsync(IReadOnlyList<Command> commands)
    {
        await using var receiver = new LoopbackEndpoint(new() { SecretAccessKey = null });
        receiver.Otherwise = _ => new() { Body = default };
        using (
            var provider = Sdk.CreateTracerProviderBuilder()
                .AddSource(Telemetry.Name)
                .AddOtlpExporter(options =>
                {
                    options.Endpoint = new(receiver.Uri, "/v1/traces");
                    options.Protocol = OtlpExportProtocol.HttpProtobuf;
                })
                .Build()
        )
        {
            var world = await World.CreateAsync();
            await new Commands(world).ExecuteAsync(commands);
            await world.Aws.DrainAsync();
            Assert.True(provider.ForceFlush());
        }
        return [.. receiver.Requests.SelectMany(request => OtlpSpan.Read(request.Body))];
    }

    private static OtlpSpan Child(IReadOnlyList<OtlpSpan> spans, IReadOnlyList<OtlpSpan> roots, string name) =>
        Assert.Single(spans, span => span.Name == name && roots.Any(root => root.SpanId == span.ParentId));
}
