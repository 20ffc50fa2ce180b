using LambdaStream.Connectors;
using LambdaStream.Logging;
using LambdaStream.Testing;
using LambdaStream.Tests.Encryption;
using LambdaStream.Tests.Tracing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LambdaStream.Tests.Logging;

public partial class LoggingTests
{
    [Fact]
    public async Task AFault_IsAnErrorThatNamesInvocationPipelineAndEvent()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline("p", units => units.Tap(uow => Fail.On(uow, "2")))
        );
        var lines = driver.Logging(new());

        await driver.InvokeAsync(
            Records.Kinesis(Some.Event("1"), Some.Event("2")),
            new() { RequestId = "r1", TraceId = "Root=1-5759e988-bd862e3fe1be46a994272793" }
        );

        var line = Assert.Single(lines);
        Assert.Equal(("ERROR", "LambdaStream.Pipelines.p"), (line.Text("level"), line.Text("logger")));
        Assert.Equal(("r1", "p"), (line.Text("requestId"), line.Text("pipeline")));
        Assert.Equal(("2", "thing-created"), (line.Text("eventId"), line.Text("eventType")));
        Assert.Equal("Root=1-5759e988-bd862e3fe1be46a994272793", line.Text("traceId"));
        Assert.Equal(("true", "false"), (line["handled"].ToString(), line["retryable"].ToString()));
        Assert.Equal(("InvalidOperationException", "2 fails"), (line.Text("errorType"), line.Text("errorMessage")));
    }

    [Fact]
    public async Task RecordsThatAreDeliveredAgain_AreAWarning()
    {
        var driver = new FunctionDriver(
            From.Sqs(),
            new Pipeline("p", units => units.Tap(_ => throw new TimeoutException()))
        );
        var lines = driver.Logging(new());
        driver.Options = driver.Options with { ReportBatchItemFailures = true, Retryable = _ => true };

        await driver.InvokeAsync(Records.Sqs(Some.Event("1")));

        Assert.Equal(["ERROR", "WARN"], lines.Select(line => line.Text("level")));
        Assert.Equal("1 of 1 records are delivered again.", lines[1].Text("message"));
        Assert.Equal("false", lines[0]["handled"].ToString());
    }

    [Fact]
    public async Task Debug_APipeline_ShowsItsUnitsAndNoOthers()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline("one", units => units),
            new Pipeline("two", units => units)
        );
        var lines = driver.Logging(new() { Debug = "pl:one" });

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1")));

        Assert.Equal(
            ["start type: thing-created, eid: 1", "end type: thing-created, eid: 1, uow: "],
            lines.Messages().Select(message => message.Split('{')[0])
        );
        Assert.All(lines, line => Assert.Equal("one", line.Text("pipeline")));
    }

    [Fact]
    public async Task Debug_WhatIsEncrypted_IsNotShown()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline(
                "p",
                units =>
                    units.Map(uow =>
                        uow.With(
                            Slots.UpdateRequest,
                            new()
                            {
                                Key = Item.Of(("pk", "1"), ("sk", "s")),
                                ExpressionAttributeValues = Item.Of((":secret", "hidden")),
                            }
                        )
                    )
            )
        );
        var lines = driver.Logging(new() { Debug = "pl:*" });

        await driver.InvokeAsync(
            Records.Kinesis(
                Event.Of(
                    "t",
                    ("id", "1"),
                    ("secret", "hidden"),
                    ("eem", Json.ObjectOf(("fields", Json.ArrayOf("secret"))))
                )
            )
        );

        Assert.Equal(2, lines.Count);
        Assert.DoesNotContain(lines, line => line.ToString().Contains("hidden", StringComparison.Ordinal));
        Assert.Contains("[REDACTED]", lines[1].Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnError_ThatShowsWhatWasDecrypted_IsRedactedInLinesAndSpans()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline(
                "p",
                units =>
                    units
                        .DecryptEvent()
                        .Tap(uow =>
                            throw new InvalidOperationException($"{uow.Event["thing"]["name"].GetString()} is wrong.")
                        )
            )
        );
        var lines = driver.Logging(new());
        driver.Options = driver.Options with { Kms = SomeKey.Kms(), MasterKeyAlias = SomeKey.Alias };
        using var spans = new Spans(driver);

        await driver.InvokeAsync(
            Records.Kinesis(
                Event.Of(
                    "t",
                    ("id", "1"),
                    ("thing", Json.ObjectOf(("name", SomeKey.Encrypted("name", "Ann Example")))),
                    ("eem", SomeKey.Metadata("name"))
                )
            )
        );

        var line = Assert.Single(lines);
        Assert.Equal("[REDACTED] is wrong.", line.Text("errorMessage"));
        Assert.Equal("InvalidOperationException", line.Text("errorType"));
        Assert.DoesNotContain("Ann", line.ToString(), StringComparison.Ordinal);
        var tags = Assert.Single(spans["pipeline p"].Events).Tags.ToDictionary();
        Assert.Equal("[REDACTED] is wrong.", tags["exception.message"]);
        Assert.Equal("InvalidOperationException", tags["exception.type"]);
        Assert.DoesNotContain("Ann", (string)tags["exception.stacktrace"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Debug_AService_ShowsItsCalls()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline(
                "p",
                units =>
                    units
                        .Map(uow => uow.With(Slots.UpdateRequest, new() { Key = Item.Of(("pk", "1"), ("sk", "s")) }))
                        .UpdateDynamoDb()
            )
        );
        var lines = driver.Logging(new() { Debug = "dynamodb" });

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1")));

        var line = Assert.Single(lines);
        Assert.Equal("LambdaStream.Services.dynamodb", line.Text("logger"));
        Assert.Equal(
            ("UpdateItem", "entities", "save"),
            (line.Text("operation"), line.Text("target"), line.Text("step"))
        );
    }

    [Fact]
    public async Task Metrics_WithoutEmf_AreAMessageForDebugging()
    {
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("p", units => units));
        var lines = driver.Logging(new() { Debug = "pl:metrics" });
        driver.Options = driver.Options with { Metrics = new() };

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1")));

        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Equal("LambdaStream.Metrics", line.Text("logger")));
        Assert.Contains("stream.uow.count", lines[0].Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logger_OfAUnit_HasItsScopeBehindAStepThatYields()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline(
                "p",
                units =>
                    units.Map(
                        async (uow, token) =>
                        {
                            await Task.Yield();
                            Seen(uow.Logger);
                            return uow;
                        }
                    )
            )
        );
        var lines = driver.Logging(new());

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1"), Some.Event("2")), new() { RequestId = "r" });

        Assert.Equal(["1", "2"], lines.Select(line => line.Text("eventId")));
        Assert.All(lines, line => Assert.Equal(("r", "p"), (line.Text("requestId"), line.Text("pipeline"))));
    }

    [Fact]
    public async Task Logger_WithoutLogs_IsThereAndSilent()
    {
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("p", units => units));

        var run = await driver.InvokeAsync(Records.Kinesis(Some.Event("1")));

        Assert.False(run.Units[0].Logger.IsEnabled(LogLevel.Critical));
    }

    [Fact]
    public async Task LoggerFactory_OfOnesOwn_WinsOverTheSettings()
    {
        var own = new List<string>();
        using var factory = new JsonLogs(new() { Debug = "handler" }, own.Add);
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("p", units => units));
        var lines = driver.Logging(new() { Debug = "*" });
        driver.Options = driver.Options with { LoggerFactory = factory };

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1")));

        Assert.Empty(lines);
        Assert.Equal(2, own.Count);
    }

    [Fact]
    public async Task AtTheLevelOfErrors_UnitsAreNotTracked()
    {
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("p", units => units));
        driver.Logging(new());

        var run = await driver.InvokeAsync(Records.Kinesis(Some.Event("1")));

        Assert.Null(run.Units[0].Scope.Track);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "seen")]
    private static partial void Seen(ILogger logger);
}
