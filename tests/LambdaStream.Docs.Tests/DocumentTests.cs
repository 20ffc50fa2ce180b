using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LambdaStream.Docs.Tests;

public partial class DocumentTests
{
    [Theory]
    [InlineData("README.md", "ReadmeExamples.cs", 3)]
    [InlineData("docs/deploying.md", "DeployingExamples.cs", 2)]
    [InlineData("docs/composing.md", "ComposingExamples.cs", 2)]
    [InlineData("docs/sources.md", "SourcesExamples.cs", 4)]
    [InlineData("docs/official-clients.md", "OfficialClientExamples.cs", 2)]
    [InlineData("docs/windows.md", "WindowExamples.cs", 3)]
    [InlineData("docs/flavors/cdc.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/collect.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/correlate.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/evaluate.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/expired.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/job.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/materialize.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/send-messages.md", "FlavorExamples.cs", 1)]
    [InlineData("docs/flavors/update.md", "FlavorExamples.cs", 1)]
    public void EveryExampleOfADocument_IsCompiledAsItStands(string document, string compiledIn, int count)
    {
        var compiled = Squeezed(File.ReadAllText(Here(compiledIn)));
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
    public void ThePageOfAFlavor_HasAllOfItsProperties(string document, Type flavor)
    {
        var rows = File.ReadAllLines(Here(Path.Combine("../../docs/flavors", document)))
            .SkipWhile(line => line != "## Properties")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Name().Matches(line.Split('|')[1]).Select(name => name.Groups["name"].Value));

        Assert.Empty(flavor.GetProperties().Select(property => property.Name).Except(rows));
    }

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
