using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class PutMetricsTests : VerbContract
{
    private readonly RecordingCloudWatch _cloudWatch = new();

    private protected override IReadOnlyList<Verb> Forms => [source => source.PutMetrics()];

    private protected override int MostReadsPerUnit => 2;

    private protected override StreamOptions UnitOptions => new() { CloudWatch = _cloudWatch, MetricsNamespace = "ns" };

    // Node: putMetrics
    [Fact]
    public async Task PutMetrics_PutsTheValues()
    {
        var units = await Unit(1, UnitOptions).Stream().PutMetrics().ToListAsync();

        var request = Assert.Single(_cloudWatch.Requests);
        Assert.Equal("ns", request.Namespace);
        Assert.Equal("m0", Assert.Single(request.MetricData).MetricName);
        Assert.True(units[0].Has(Slots.MetricsResponse));
    }

    [Fact]
    public async Task PutMetrics_MoreThanARequestTakes_GoInSeveral()
    {
        await Unit(2001, UnitOptions).Stream().PutMetrics().ToListAsync();

        Assert.Equal([1000, 1000, 1], _cloudWatch.Requests.Select(request => request.MetricData.Count));
    }

    [Fact]
    public async Task PutMetrics_WithoutANameSpace_IsAFault()
    {
        var unit = Unit(1, new() { CloudWatch = _cloudWatch });

        Assert.Empty(await unit.Stream().PutMetrics().ToListAsync());

        Assert.Contains("NAMESPACE", Assert.Single(unit.Faults()).Error.Message, StringComparison.Ordinal);
    }

    private static UnitOfWork[] Unit(int count, StreamOptions options) =>
        [
            Some.Unit(options: options)
                .With(
                    Slots.MetricsRequest,
                    new()
                    {
                        MetricData =
                        [
                            .. Enumerable
                                .Range(0, count)
                                .Select(i => new MetricDatum { MetricName = $"m{i}", Value = i }),
                        ],
                    }
                ),
        ];
}
