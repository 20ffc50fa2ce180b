using LambdaStream.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LambdaStream.Tests.Logging;

public partial class JsonLogsTests
{
    [Fact]
    public void Log_WritesALineWithMembersScopesAndTheError()
    {
        var (logs, lines) = Create(new());
        var logger = logs.CreateLogger("category");

        using (logger.BeginScope(new Dictionary<string, object?> { ["pipeline"] = "p", ["Count"] = 1 }))
            Say(logger, LogLevel.Error, new InvalidOperationException("It fails."), "all", 2);

        var line = Assert.Single(lines);
        Assert.Equal("2026-11-23T12:00:00.123Z", line.Text("timestamp"));
        Assert.Equal(("ERROR", "category"), (line.Text("level"), line.Text("logger")));
        Assert.Equal("all of 2", line.Text("message"));
        Assert.Equal(("p", "all"), (line.Text("pipeline"), line.Text("what")));
        Assert.Equal("2", line["count"].ToString());
        Assert.Equal(("InvalidOperationException", "It fails."), (line.Text("errorType"), line.Text("errorMessage")));
        Assert.Contains("It fails.", line.Text("stackTrace"), StringComparison.Ordinal);
    }

    [Fact]
    public void Log_AMemberWithALinesOwnName_GivesWay()
    {
        var (logs, lines) = Create(new());
        var logger = logs.CreateLogger("category");

        using (logger.BeginScope(new Dictionary<string, object?> { ["level"] = "mine", ["Message"] = "mine" }))
            Say(logger, LogLevel.Warning, null, "x", 1);

        Assert.Equal(("WARN", "x of 1"), (lines[0].Text("level"), lines[0].Text("message")));
        Assert.Equal(("mine", "mine"), (lines[0].Text("level_"), lines[0].Text("message_")));
    }

    [Fact]
    public void Log_BelowTheLevel_WritesNothing()
    {
        var (logs, lines) = Create(new() { Level = LogLevel.Warning });
        var logger = logs.CreateLogger("category");

        Say(logger, LogLevel.Information, null, "x", 1);

        Assert.Empty(lines);
        Assert.False(logger.IsEnabled(LogLevel.None));
    }

    [Theory]
    [InlineData("LambdaStream.Pipelines.thing", LogLevel.Trace)]
    [InlineData("LambdaStream.Pipelines.things", LogLevel.Error)]
    [InlineData("LambdaStream.Invocation", LogLevel.Warning)]
    [InlineData("Other", LogLevel.Information)]
    public void LevelOf_TheLongestNameThatFitsCounts(string category, LogLevel level)
    {
        var settings = new LogSettings
        {
            Levels = new Dictionary<string, LogLevel>
            {
                ["LambdaStream"] = LogLevel.Warning,
                ["LambdaStream.Pipelines"] = LogLevel.Error,
                ["LambdaStream.Pipelines.thing"] = LogLevel.Trace,
            },
        };

        Assert.Equal(level, settings.LevelOf(category));
    }

    [Theory]
    [InlineData("pl:*", "LambdaStream.Pipelines.thing", true)]
    [InlineData("pl:thing", "LambdaStream.Pipelines.thing", true)]
    [InlineData("pl:thing", "LambdaStream.Pipelines.thing2", false)]
    [InlineData("pl:t*g", "LambdaStream.Pipelines.thing", true)]
    [InlineData("pl:*,-pl:thing", "LambdaStream.Pipelines.thing", false)]
    [InlineData("handler dynamodb", "LambdaStream.Services.dynamodb", true)]
    [InlineData("handler", "LambdaStream.Invocation", true)]
    [InlineData("fetch", "LambdaStream.Services.http", true)]
    [InlineData("pl:metrics", "LambdaStream.Metrics", true)]
    [InlineData("*", "LambdaStream.Metrics", true)]
    [InlineData("", "LambdaStream.Metrics", false)]
    public void LevelOf_DebugSwitchesOnByTheNodeLibrarysNames(string debug, string category, bool isOn) =>
        Assert.Equal(isOn, new LogSettings { Debug = debug }.LevelOf(category) == LogLevel.Debug);

    [Theory]
    [InlineData("TRACE", LogLevel.Trace)]
    [InlineData("debug", LogLevel.Debug)]
    [InlineData("INFO", LogLevel.Information)]
    [InlineData("WARN", LogLevel.Warning)]
    [InlineData("ERROR", LogLevel.Error)]
    [InlineData("FATAL", LogLevel.Critical)]
    public void FromEnvironment_TakesLambdasLevels(string text, LogLevel level)
    {
        var options = StreamOptions.FromEnvironment(
            new Dictionary<string, string>
            {
                ["AWS_LAMBDA_LOG_GROUP_NAME"] = "/aws/lambda/f",
                ["AWS_LAMBDA_LOG_LEVEL"] = text,
                ["DEBUG"] = "pl:*",
            }
        );

        Assert.Equal((level, "pl:*"), (options.Logs!.Level, options.Logs.Debug));
    }

    [Fact]
    public void FromEnvironment_OutsideOfLambda_LogsNothing() =>
        Assert.Null(StreamOptions.FromEnvironment(new Dictionary<string, string>()).Logs);

    [Fact]
    public void FromEnvironment_AnUnknownLevel_IsAnError()
    {
        var error = Assert.Throws<FormatException>(() =>
            StreamOptions.FromEnvironment(
                new Dictionary<string, string> { ["DEBUG"] = "*", ["AWS_LAMBDA_LOG_LEVEL"] = "LOUD" }
            )
        );

        Assert.Contains("LOUD", error.Message, StringComparison.Ordinal);
    }

    [LoggerMessage(EventId = 1, Message = "{What} of {Count}")]
    private static partial void Say(ILogger logger, LogLevel level, Exception? error, string what, int count);

    private static (JsonLogs Logs, List<Json> Lines) Create(LogSettings settings)
    {
        var lines = new List<Json>();
        return (new(settings, line => lines.Add(Json.Parse(line)), new FakeTimeProvider(LogLines.Now)), lines);
    }
}
