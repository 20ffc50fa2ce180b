using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace LambdaStream.Tests.Architecture;

/// <summary>Dependencies point one way. Read from the source: which type or verb of which folder is named in which other folder.</summary>
public partial class LayersTests
{
    // What a folder may use besides the nouns, which everybody may, and itself.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Filters"] = ["Faults", "Connectors", "Steps"],
        ["Steps"] = ["Faults"],
        ["Connectors"] = [],
        ["Calls"] = ["Connectors", "Steps"],
        ["Compression"] = [],
        ["Encryption"] = ["Connectors", "Steps"],
        ["Queries"] = ["Calls", "Connectors", "Steps", "Compression", "Encryption"],
        ["Sinks"] = ["Calls", "Connectors", "Steps", "Compression", "Faults"],
        ["Faults"] = ["Connectors", "Compression", "Encryption", "Steps"],
        ["From"] = ["Filters", "Queries", "Connectors", "Compression"],
        ["Flavors"] = ["Filters", "Queries", "Sinks", "Steps", "Connectors", "Encryption"],
        ["Metrics"] = ["Faults"],
        ["Logging"] = ["Faults", "Connectors"],
        ["Topology"] = [],
        ["Tracing"] = ["Connectors"],
        ["Pipelines"] =
        [
            "Faults",
            "Filters",
            "From",
            "Queries",
            "Connectors",
            "Encryption",
            "Metrics",
            "Logging",
            "Topology",
            "Tracing",
        ],
    };

    [Fact]
    public void Folders_UseOnlyWhatTheirStageMayUse()
    {
        var root = SourceFolder();
        var files = Directory
            .EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Folder: Folder(root, path), Name: Path.GetRelativePath(root, path), Text: Code(path)))
            .ToList();
        var home = new Dictionary<string, string>();
        foreach (var (folder, _, text) in files)
        {
            foreach (Match type in TypeDeclaration().Matches(text).Concat(VerbDeclaration().Matches(text)))
                home[type.Groups["name"].Value] = folder;
        }
        // The two classes that every stage adds to.
        home.Remove("Steps");
        home.Remove("From");
        // A flavor, but also what AWS calls a part of a transaction.
        home.Remove("Update");
        var wrong =
            from file in files
            where Allowed.ContainsKey(file.Folder)
            from name in Word().Matches(file.Text).Select(word => word.Value).Distinct()
            where home.TryGetValue(name, out var folder) && IsWrong(file.Folder, folder)
            select $"{file.Name} uses {name} of {home[name]}";

        Assert.True(home.Count > 50, "The test has lost sight of the source.");
        Assert.Equal("", string.Join('\n', wrong));
    }

    [Fact]
    public void EveryFolder_HasItsPlaceInTheOrder()
    {
        var nouns = new[] { "", "Json", "Events", "Observing" };
        var folders = Directory.EnumerateDirectories(SourceFolder()).Select(path => Path.GetFileName(path)!);

        Assert.Empty(folders.Except(Allowed.Keys).Except(nouns));
    }

    private static bool IsWrong(string user, string used) =>
        user != used && Allowed.ContainsKey(used) && !Allowed[user].Contains(used);

    private static string Folder(string root, string path)
    {
        var parts = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar);
        return parts.Length == 1 ? "" : parts[0];
    }

    // Without comments and strings, which may name anything.
    private static string Code(string path) =>
        StringLiteral().Replace(Comment().Replace(File.ReadAllText(path), ""), "");

    private static string SourceFolder([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../src/LambdaStream"));

    [GeneratedRegex(@"\b(class|record struct|struct|record|interface|enum)\s+(?<name>[A-Z]\w+)")]
    private static partial Regex TypeDeclaration();

    // Verbs of one word, such as Map, are names of many other things too.
    [GeneratedRegex(@"static (async )?IAsyncEnumerable<UnitOfWork> (?<name>[A-Z][a-z]+[A-Z]\w+)")]
    private static partial Regex VerbDeclaration();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Word();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"")]
    private static partial Regex StringLiteral();
}
