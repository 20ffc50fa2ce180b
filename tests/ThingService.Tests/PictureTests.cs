using System.Runtime.CompilerServices;

namespace ThingService.Tests;

/// <summary>The pictures in the documents are those that the program draws of itself.</summary>
public class PictureTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("samples/ThingService/README.md")]
    public async Task Picture_IsWhatTheProgramDraws(string document)
    {
        var output = new StringWriter { NewLine = "\n" };

        Assert.Equal(0, await App.RunAsync(["--topology"], output, TextWriter.Null));

        var text = (await File.ReadAllTextAsync(Path.Combine(Root(), document))).ReplaceLineEndings("\n");
        var picture = text.Split("```mermaid\n")[1].Split("```")[0];
        // If it is not: dotnet run --project samples/ThingService -- --topology
        Assert.Equal(output.ToString(), picture);
    }

    private static string Root([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../.."));
}
