using LambdaStream.Conformance.Comparison;
using LambdaStream.Conformance.Running;
using LambdaStream.Conformance.Values;
using LambdaStream.Conformance.Vectors;
using Xunit;

namespace LambdaStream.Conformance;

/// <summary>The conformance vectors, a test for each.</summary>
public sealed class VectorTests
{
    private const string NoVectors = "(no vectors)";

    public static IEnumerable<TheoryDataRow<string>> Names =>
        VectorDirectory.Find() is { } directory
            ? VectorDirectory.Files(directory).Select(file => Row(NameOf(directory, file)))
            : [Row(NoVectors)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Vector_AtThePorts_RunsAsRecorded(string name) => RunAsync(name, RunForm.Ports);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Vector_OverTheWire_RunsAsRecorded(string name) => RunAsync(name, RunForm.Wire);

    [Fact]
    public void Vectors_ExpectRequestsInNormalForm()
    {
        var directory = VectorDirectory.Find();
        SkipWithoutVectors(directory is null);

        foreach (var vector in VectorDirectory.Files(directory!).Select(Vector.Load))
        {
            foreach (var request in vector.Expect.Requests)
            {
                var normalized = Normalizer.Input(request["service"]!.GetValue<string>(), request["input"]);
                Assert.Equal(JavaScriptJson.Stringify(request["input"]), JavaScriptJson.Stringify(normalized));
            }
        }
    }

    private static async Task RunAsync(string name, RunForm form)
    {
        SkipWithoutVectors(name == NoVectors);

        var result = await VectorRun.RunAsync(Load(name), form);

        if (result is VectorResult.Skipped skipped)
            Assert.Skip($"The library lacks {string.Join(", ", skipped.Missing)}.");
        if (result is VectorResult.Failed failed)
            Assert.Fail(string.Join(Environment.NewLine, failed.Differences));
    }

    private static void SkipWithoutVectors(bool isWithout)
    {
        if (!isWithout)
            return;
        const string reason =
            $"There are no vectors: {VectorDirectory.Variable} names no directory, nor is there ../shared/conformance.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }

    private static TheoryDataRow<string> Row(string name) => new(name) { TestDisplayName = name };

    private static string NameOf(string directory, string file) =>
        Path.GetRelativePath(directory, file).Replace('\\', '/')[..^".json".Length];

    private static Vector Load(string name) => Vector.Load(Path.Combine(VectorDirectory.Find()!, name + ".json"));
}
