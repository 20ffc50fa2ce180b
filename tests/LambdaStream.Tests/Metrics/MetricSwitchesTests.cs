using LambdaStream.Metrics;
using Xunit;

namespace LambdaStream.Tests.Metrics;

public class MetricSwitchesTests
{
    [Theory]
    [InlineData("true", false, false, false, false)]
    [InlineData("emf", true, false, false, false)]
    [InlineData("emf,xray,metrics:*", true, true, true, true)]
    [InlineData("*", false, true, true, true)]
    [InlineData(" emf , metrics:step,compact", true, true, true, false)]
    [InlineData("metrics:size", false, false, false, true)]
    // Parts of a name are not the name.
    [InlineData("memfs,stepwise,metrics:resize", false, false, false, false)]
    public void Parse_ReadsExactNames(string text, bool emf, bool step, bool compact, bool size) =>
        Assert.Equal(
            new MetricSwitches
            {
                Emf = emf,
                Step = step,
                Compact = compact,
                Size = size,
            },
            MetricSwitches.Parse(text)
        );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" , ")]
    public void Parse_Nothing_IsOff(string? text) => Assert.Null(MetricSwitches.Parse(text));

    [Fact]
    public void FromEnvironment_ReadsMetricsAndBatchSize()
    {
        var options = StreamOptions.FromEnvironment(
            new Dictionary<string, string> { ["METRICS"] = "emf", ["BATCH_SIZE"] = "250" }
        );

        Assert.Equal((true, 250), (options.Metrics!.Emf, options.BatchSize));
    }
}
