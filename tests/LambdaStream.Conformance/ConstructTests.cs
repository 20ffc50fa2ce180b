using LambdaStream.Conformance.Running;
using LambdaStream.Conformance.Vectors;
using Xunit;

namespace LambdaStream.Conformance;

/// <summary>
/// Vectors of our own: every construct of the vectors' language at least once, also those that no recorded vector uses, and the
/// members of rules and steps that the Node library knows.
/// </summary>
public sealed class ConstructTests
{
    private static string Directory => Path.Combine(AppContext.BaseDirectory, "Constructs");

    public static IEnumerable<TheoryDataRow<string>> Names =>
        VectorDirectory
            .Files(Directory)
            .Select(file => new TheoryDataRow<string>(Path.GetFileNameWithoutExtension(file)));

    [Theory]
    [MemberData(nameof(Names))]
    public Task Construct_AtThePorts_Passes(string name) => PassesAsync(name, RunForm.Ports);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Construct_OverTheWire_Passes(string name) => PassesAsync(name, RunForm.Wire);

    private static async Task PassesAsync(string name, RunForm form)
    {
        var result = await VectorRun.RunAsync(Vector.Load(Path.Combine(Directory, name + ".json")), form);

        if (result is VectorResult.Skipped skipped)
            Assert.Fail($"The library lacks {string.Join(", ", skipped.Missing)}.");
        if (result is VectorResult.Failed failed)
            Assert.Fail(string.Join(Environment.NewLine, failed.Differences));
    }
}
