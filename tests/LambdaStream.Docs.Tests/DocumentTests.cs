using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LambdaStream.Docs.Tests;

public partial class DocumentTests
{
    [Theory]
    [InlineData("README.md", "ReadmeExamples.cs", 3)]
    [InlineData("docs/deploying.md", "DeployingExamples.cs", 2)]
    [InlineData("docs/official-clients.md", "OfficialClientExamples.cs", 2)]
    [InlineData("docs/windows.md", "WindowExamples.cs", 3)]
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

    // Layout is the formatter's, and a test stands deeper than a document and has its directives elsewhere.
    private static string Squeezed(string code) => WhiteSpace().Replace(Directive().Replace(code, ""), "");

    private static string Here(string file, [CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, file);

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^using [\w.]+( = [\w.]+)?;$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
