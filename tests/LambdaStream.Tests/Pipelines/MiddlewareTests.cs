using System.Text;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Pipelines;

public class MiddlewareTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public async Task SeveralMiddleware_AreAroundThePipelinesInTheirOrder()
    {
        var processor = With(Named("outer"), Named("inner"));

        await processor.InvokeAsync(
            Records.Kinesis(Event.Of("thing-created", ("id", "1"))),
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.Equal(["outer in", "inner in", "thing-created", "inner out: 1", "outer out: 1"], _seen);
    }

    [Fact]
    public async Task AMiddlewareThatAnswers_KeepsTheCallFromThePipelines()
    {
        var processor = With((_, _) => new(InvocationResult.Answer(Encoding.UTF8.GetBytes("\"warm\""))));

        var result = await processor.InvokeAsync(
            Encoding.UTF8.GetBytes("""{"warmer":true}"""),
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.Equal("\"warm\"", Encoding.UTF8.GetString(result.Response.Span));
        Assert.Empty(_seen);
    }

    [Fact]
    public async Task AMiddlewareThatChangesTheOptions_GivesTheCallOthers()
    {
        var processor = With((call, next) => next(call with { Options = call.Options with { Stage = "blue" } }));

        await processor.InvokeAsync(
            Records.Kinesis(Event.Of("staged", ("id", "1"))),
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.Equal(["staged in blue"], _seen);
    }

    [Fact]
    public async Task AMiddlewareThatFails_FailsTheInvocation()
    {
        var processor = With((_, _) => throw new InvalidOperationException("No tenant."));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await processor.InvokeAsync(
                Records.Kinesis(Event.Of("thing-created", ("id", "1"))),
                cancellationToken: TestContext.Current.CancellationToken
            )
        );

        Assert.Equal("No tenant.", error.Message);
        Assert.Empty(_seen);
    }

    private Middleware Named(string name) =>
        async (call, next) =>
        {
            _seen.Add($"{name} in");
            var result = await next(call);
            _seen.Add($"{name} out: {result.RecordCount}");
            return result;
        };

    private Processor With(params Middleware[] middleware) =>
        new(
            From.Kinesis(),
            new StreamOptions
            {
                ReportBatchItemFailures = true,
                EventBridge = new RecordingEventBridge(),
                BusName = "bus",
                Middleware = middleware,
            },
            new Pipeline(
                "seen",
                units =>
                    units.Tap(uow =>
                        _seen.Add(
                            uow.Invocation.Options.Stage is { } stage ? $"{uow.Event.Type} in {stage}" : uow.Event.Type
                        )
                    )
            )
        );
}
