using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using LambdaStream.Connectors;
using LambdaStream.Runtime.Tests.Support;

namespace LambdaStream.Runtime.Tests;

public class InvocationTests
{
    private const string NoFailures = """{"batchItemFailures":[]}""";

    [Fact]
    public async Task Invocations_AreAnswered_OneAfterTheOther()
    {
        var seen = new ConcurrentQueue<string>();
        await using var function = RunningFunction.Start(
            (uow, _) =>
            {
                seen.Enqueue($"{uow.Invocation.RequestId} {uow.Event.Id}");
                return default;
            }
        );

        var first = await function.InvokeAsync("a", "b");
        var second = await function.InvokeAsync("c");

        Assert.Equal((NoFailures, false, null), (first.Text, first.IsError, first.ErrorType));
        Assert.Equal(NoFailures, second.Text);
        Assert.Equal(["request-1 a", "request-1 b", "request-2 c"], seen);
        Assert.Empty(function.Log);
    }

    [Fact]
    public async Task AnInvocation_KnowsItsIdAndTrace()
    {
        var seen = new ConcurrentQueue<(string, string?)>();
        await using var function = RunningFunction.Start(
            (uow, _) =>
            {
                seen.Enqueue((uow.Invocation.RequestId, uow.Invocation.TraceId));
                return default;
            }
        );
        const string trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

        await function.InvokeAsync(RunningFunction.Batch("a"), new() { RequestId = "one", TraceId = trace });
        await function.InvokeAsync(RunningFunction.Batch("b"), new() { RequestId = "two" });

        Assert.Equal([("one", trace), ("two", null)], seen);
    }

    [Fact]
    public async Task AnInvocationThatFails_IsReportedWithTypeMessageAndStack_AndTheNextIsServed()
    {
        await using var function = RunningFunction.Start(
            (uow, _) =>
                uow.Event.Id == "bad"
                    ? throw new InvalidOperationException("No.", new ArgumentException("Not this."))
                    : default,
            options => options with { Retryable = _ => true }
        );

        var answer = await function.InvokeAsync("bad");
        var next = await function.InvokeAsync("good");

        Assert.True(answer.IsError);
        Assert.Equal("InvalidOperationException", answer.ErrorType);
        var error = JsonElement.Parse(answer.Text);
        Assert.Equal("InvalidOperationException", error.GetProperty("errorType").GetString());
        Assert.Equal("No.", error.GetProperty("errorMessage").GetString());
        Assert.Contains(nameof(InvocationTests), error.GetProperty("stackTrace")[0].GetString());
        Assert.Equal("Not this.", error.GetProperty("cause").GetProperty("errorMessage").GetString());
        Assert.Equal(NoFailures, next.Text);
        var line = Assert.Single(function.Log);
        Assert.Equal(("ERROR", "request-1"), (Text(line, "level"), Text(line, "requestId")));
        Assert.Equal(("InvalidOperationException", "No."), (Text(line, "errorType"), Text(line, "errorMessage")));
    }

    [Fact]
    public async Task AServiceError_IsNamedByItsCode()
    {
        await using var function = RunningFunction.Start(
            (_, _) => throw new ServiceException("ProvisionedThroughputExceededException", "Slow down."),
            options => options with { Retryable = _ => true }
        );

        var answer = await function.InvokeAsync("a");

        Assert.Equal("ProvisionedThroughputExceededException", answer.ErrorType);
        Assert.Equal(answer.ErrorType, Text(JsonElement.Parse(answer.Text), "errorType"));
    }

    [Fact]
    public async Task AnErrorWithAnyText_IsReported()
    {
        await using var function = RunningFunction.Start(
            (_, _) => throw new ServiceException("Größe\r\nX: y", "\ud800 \"\u0000\n 漢"),
            options => options with { Retryable = _ => true }
        );

        var answer = await function.InvokeAsync("a");

        Assert.Equal("Gr??e??X:?y", answer.ErrorType);
        var error = JsonElement.Parse(answer.Text);
        Assert.Equal("Größe\r\nX: y", Text(error, "errorType"));
        Assert.Equal("\ufffd \"\u0000\n 漢", Text(error, "errorMessage"));
    }

    [Fact]
    public async Task ARecordThatFails_IsNamedInTheAnswer()
    {
        await using var function = RunningFunction.Start(
            (uow, _) => uow.Event.Id == "bad" ? throw new InvalidOperationException("No.") : default,
            options => options with { Retryable = _ => true, ReportBatchItemFailures = true }
        );

        var answer = await function.InvokeAsync("good", "bad", "good");

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}]}""", answer.Text);
        Assert.False(answer.IsError);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("records")]
    [InlineData("""{ "Records": 1 }""")]
    public async Task APayloadThatTheSourceDoesNotDeliver_FailsItsInvocationOnly(string payload)
    {
        await using var function = RunningFunction.Start((_, _) => default);

        var answer = await function.InvokeAsync(Encoding.UTF8.GetBytes(payload));
        var next = await function.InvokeAsync("a");

        Assert.Equal((true, "InvalidPayloadException"), (answer.IsError, answer.ErrorType));
        Assert.Equal(NoFailures, next.Text);
    }

    [Fact]
    public async Task APayloadOfSixMegabytes_ArrivesWhole()
    {
        var text = new string('x', 4_400_000);
        var length = 0;
        await using var function = RunningFunction.Start(
            (uow, _) =>
            {
                length = uow.Event["text"].GetString()!.Length;
                return default;
            }
        );

        var answer = await function.InvokeAsync(Records.Kinesis(Event.Of("thing-created", ("text", text))));

        Assert.Equal(NoFailures, answer.Text);
        Assert.Equal(text.Length, length);
    }

    [Fact]
    public async Task AResponseOfMoreThanSixMegabytes_IsAnErrorThatSaysSo()
    {
        await using var function = RunningFunction.Start(
            (_, _) => throw new InvalidOperationException("No."),
            options => options with { Retryable = _ => true, ReportBatchItemFailures = true },
            source: From.Sqs()
        );
        var payload = Records.Of(
            Json.ObjectOf(
                ("messageId", new string('x', 7_000_000)),
                ("body", """{"id":"a","type":"thing-created"}"""),
                ("eventSource", "aws:sqs")
            )
        );

        var answer = await function.InvokeAsync(payload);

        Assert.Equal((true, "ResponseTooLargeException"), (answer.IsError, answer.ErrorType));
        Assert.Equal(
            "The response has 7,000,045 bytes. Lambda takes 6,291,556.",
            Text(JsonElement.Parse(answer.Text), "errorMessage")
        );
    }

    [Fact]
    public async Task AResponseThatLambdaFindsTooLarge_IsReportedAsAnError()
    {
        await using var function = RunningFunction.Start(
            (_, _) => default,
            prepare: api =>
                api.OnRequest = path =>
                    path.EndsWith("/response", StringComparison.Ordinal) ? HttpStatusCode.RequestEntityTooLarge : null
        );

        var answer = await function.InvokeAsync("a");

        Assert.Equal((true, "ResponseTooLargeException"), (answer.IsError, answer.ErrorType));
    }

    [Fact]
    public async Task AResponseThatLambdaNoLongerWants_IsLogged_AndTheNextInvocationIsServed()
    {
        await using var function = RunningFunction.Start(
            (_, _) => default,
            prepare: api =>
                api.OnRequest = path =>
                    path.EndsWith("/late/response", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : null
        );

        _ = function.Api.InvokeAsync(RunningFunction.Batch("a"), new() { RequestId = "late" });
        var next = await function.InvokeAsync("b");

        Assert.Equal(NoFailures, next.Text);
        var line = Assert.Single(function.Log);
        Assert.Equal(("Lambda has not taken the answer.", "late"), (Text(line, "message"), Text(line, "requestId")));
        Assert.Contains("400", Text(line, "errorMessage"));
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
