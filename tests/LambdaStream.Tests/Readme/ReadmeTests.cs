using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace LambdaStream.Tests.Readme;

public partial class ReadmeTests
{
    [Fact]
    public void EveryExampleOfTheReadme_IsCompiledAndRunAsItStands()
    {
        var compiled = Squeezed(File.ReadAllText(Here("ReadmeExamples.cs")));
        var examples = Example()
            .Matches(File.ReadAllText(Here("../../../README.md")))
            .Select(example => example.Groups["code"].Value)
            .ToList();

        Assert.Equal(3, examples.Count);
        Assert.All(examples, example => Assert.Contains(Squeezed(example), compiled, StringComparison.Ordinal));
    }

    // Layout is the formatter's, and a test stands deeper than the README.
    private static string Squeezed(string code) => WhiteSpace().Replace(code, "");

    private static string Here(string file, [CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, file);

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
