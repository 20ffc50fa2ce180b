using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace LambdaStream.Docs.Tests;

public partial class ObservabilityExamples
{
    [Fact]
    public void Traces()
    {
        // Nothing is exported: nothing happens.
        using var traces = Sdk.CreateTracerProviderBuilder().AddSource(Telemetry.Name).AddOtlpExporter().Build();

        Assert.NotNull(traces);
    }

    [Fact]
    public async Task Logs()
    {
        var lines = new List<string>();
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline("prices", units => units.Tap(uow => Priced(uow.Logger, uow.Event["price"].GetInt64())))
        );
        driver.Options = driver.Options with { Logs = new(), Log = lines.Add };

        await driver.InvokeAsync(Records.Kinesis(Event.Of("thing-priced", ("id", "1"), ("price", 12))));

        var line = Json.Parse(Assert.Single(lines));
        Assert.Equal("It costs 12.", line["message"].GetString());
        Assert.Equal(("prices", "1"), (line["pipeline"].GetString(), line["eventId"].GetString()));
    }

    [LoggerMessage(1, LogLevel.Information, "It costs {Price}.")]
    private static partial void Priced(ILogger logger, long price);
}
