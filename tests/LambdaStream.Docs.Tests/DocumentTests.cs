using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LambdaStream.Docs.Tests;

public partial class DocumentTests
{
    [Theory]
    [InlineData("README.md", "ReadmeExamples.cs", 3)]
    [InlineData("docs/acknowledgement.md", "AcknowledgementExamples.cs", 2)]
    [InlineData("docs/deploying.md", "DeployingExamples.cs", 2)]
    [InlineData("docs/composing.md", "ComposingExamples.cs", 2)]
    [InlineData("docs/cloudevents.md", "CloudEventsExamples.cs", 2)]
    [InlineData("docs/sources.md", "SourcesExamples.cs", 4)]
    [InlineData("docs/official-clients.md", "OfficialClientExamples.cs", 2)]
    [InlineData("docs/simulation.md", "SimulationExamples.cs", 1)]
    [InlineData("docs/windows.md", "WindowExamples.cs", 3)]
    [InlineData("docs/encryption.md", "EncryptionExamples.cs", 4)]
    [InlineData("docs/services.md", "ServicesExamples.cs", 2)]
    [InlineData("docs/observability.md", "ObservabilityExamples.cs", 2)]
    [InlineData("docs/flavors/cdc.md", "FlavorExamples.cs", 2)]
    [InlineData("docs/flavors/collect.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/correlate.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/evaluate.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/expired.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/job.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/materialize.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/send-messages.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/update.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/materialize-s3.md", "OtherFlavorExamples.cs", 1)]
    [InlineData("docs/flavors/materialize-timestream.md", "OtherFlavorExamples.cs", 1)]
    [InlineData("docs/flavors/firehose.md", "OtherFlavorExamples.cs", 2)]
    [InlineData("docs/flavors/circuit-breaker.md", "OtherFlavorExamples.cs", 1)]
    [InlineData("docs/flavors/stream-failover.md", "OtherFlavorExamples.cs", 1)]
    [InlineData("docs/flavors/your-own.md", "OwnFlavorExamples.cs", 4, "../../samples/Webhooks/Webhook.cs")]
    [InlineData("samples/Webhooks/README.md", "OwnFlavorExamples.cs", 1)]
    public void EveryExampleOfADocument_IsCompiledAsItStands(
        string document,
        string compiledIn,
        int count,
        string? andIn = null
    )
    {
        var compiled = Squeezed(
            File.ReadAllText(Here(compiledIn)) + (andIn is null ? "" : File.ReadAllText(Here(andIn)))
        );
        var examples = Example()
            .Matches(File.ReadAllText(Here(Path.Combine("../..", document))))
            .Select(example => example.Groups["code"].Value)
            .ToList();

        Assert.Equal(count, examples.Count);
        Assert.All(examples, example => Assert.Contains(Squeezed(example), compiled, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cdc.md", typeof(Cdc))]
    [InlineData("collect.md", typeof(Collect))]
    [InlineData("correlate.md", typeof(Correlate))]
    [InlineData("evaluate.md", typeof(Evaluate))]
    [InlineData("expired.md", typeof(Expired))]
    [InlineData("job.md", typeof(Job))]
    [InlineData("materialize.md", typeof(Materialize))]
    [InlineData("send-messages.md", typeof(SendMessages))]
    [InlineData("update.md", typeof(Update))]
    [InlineData("materialize-s3.md", typeof(MaterializeS3))]
    [InlineData("materialize-timestream.md", typeof(MaterializeTimestream))]
    [InlineData("firehose.md", typeof(FirehoseTransform))]
    [InlineData("firehose.md", typeof(FirehoseDrop))]
    [InlineData("circuit-breaker.md", typeof(CircuitBreaker))]
    [InlineData("stream-failover.md", typeof(StreamFailover))]
    public void ThePageOfAFlavor_HasAllOfItsProperties(string document, Type flavor)
    {
        var properties = flavor.GetProperties().Select(property => property.Name);

        Assert.Empty(
            properties.Except(Rows(document, "## Properties")).Except(Rows("README.md", "## What every rule has"))
        );
    }

    private static IEnumerable<string> Rows(string document, string heading) =>
        File.ReadAllLines(Here(Path.Combine("../../docs/flavors", document)))
            .SkipWhile(line => line != heading)
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Name().Matches(line.Split('|')[1]).Select(name => name.Groups["name"].Value));

    // Layout is the formatter's, and a test stands deeper than a document and has its directives elsewhere.
    private static string Squeezed(string code) => WhiteSpace().Replace(Directive().Replace(code, ""), "");

    private static string Here(string file, [CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, file);

    [GeneratedRegex("`(?<name>\\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^using [\w.]+( = [\w.]+)?;$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
