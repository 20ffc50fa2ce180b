using System.Reflection;
using System.Runtime.CompilerServices;
using LambdaStream.Logging;
using LambdaStream.Metrics;
using LambdaStream.Observing;
using LambdaStream.Tracing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LambdaStream.Tests.Architecture;

/// <summary>docs/observability.md has everything that can be seen.</summary>
public class ObservabilityPageTests
{
    [Fact]
    public void ThePage_HasEveryMetricWithItsUnit()
    {
        var lines = Page().Split('\n');

        Assert.All(
            Metric.All,
            metric =>
            {
                var line = Assert.Single(
                    lines,
                    line => line.StartsWith($"| `{metric.Name}` |", StringComparison.Ordinal)
                );
                Assert.Contains(
                    $"| {metric.Unit}{(metric.Kind is MetricKind.Distribution ? ", distribution" : "")} |",
                    line,
                    StringComparison.Ordinal
                );
            }
        );
    }

    [Fact]
    public void ThePage_HasEveryAttributeOfSpans() => AllAreOnThePage(Constants(typeof(SpanTag)));

    [Fact]
    public void ThePage_HasEveryCategoryAndServiceOfLogs()
    {
        AllAreOnThePage(Constants(typeof(LogCategory)));
        AllAreOnThePage(Io.Services);
    }

    [Fact]
    public void ThePage_HasEveryFieldOfMessages() =>
        AllAreOnThePage(
            typeof(Messages)
                .GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null)
                .SelectMany(method => method.GetParameters())
                .Where(parameter =>
                    parameter.ParameterType is not { IsInterface: true } && parameter.Name is not ("error" or "line")
                )
                .Select(parameter => $"`{parameter.Name}`")
        );

    private static void AllAreOnThePage(IEnumerable<string> names)
    {
        var page = Page();
        var all = names.ToList();

        Assert.NotEmpty(all);
        Assert.All(all, name => Assert.Contains(name, page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!);

    private static string Page([CallerFilePath] string path = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "../../../docs/observability.md"));
}
