using System.Reflection;

namespace LambdaStream.Benchmarks.Tests;

/// <summary>That there is a case for each thing, and that each case works. How fast it is nobody looks at here.</summary>
public class CatalogueTests
{
    private const BindingFlags PublicStatic = BindingFlags.Public | BindingFlags.Static;

    public static TheoryData<string> Names => [.. Catalogue.All.Select(one => one.Name)];

    [Fact]
    public void All_EverySource_HasACase() =>
        AssertCases(
            "source",
            typeof(From).GetMethods(PublicStatic | BindingFlags.DeclaredOnly).Select(method => method.Name)
        );

    [Fact]
    public void All_EveryVerb_HasACase() =>
        AssertCases("verb", typeof(Steps).GetMethods(PublicStatic).Where(IsVerb).Select(method => method.Name));

    [Fact]
    public void All_EveryFlavor_HasACase() =>
        AssertCases(
            "flavor",
            typeof(Rule)
                .Assembly.GetExportedTypes()
                // A pipeline is what its steps are.
                .Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract && type != typeof(Pipeline))
                .Select(type => type.Name)
        );

    [Fact]
    public void All_Names_AreUnique() =>
        Assert.Equal(Catalogue.All.Count, Catalogue.All.Select(one => one.Name).Distinct().Count());

    // benchmarks/compare --update NAME writes what is missing.
    [Fact]
    public void All_Baseline_HasExactlyTheCases() =>
        Assert.Equal(
            Catalogue.All.Select(one => one.Name).Order(),
            Baseline.Read(Path.Combine(AppContext.BaseDirectory, "baseline.json")).Cases.Keys.Order()
        );

    // A case that fails, or that asks nobody though it should, throws.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Start_Case_Works(string name) => await Catalogue.All.Single(one => one.Name == name).Start()();

    private static bool IsVerb(MethodInfo method) =>
        method.ReturnType == typeof(IAsyncEnumerable<UnitOfWork>)
        && method.GetParameters() is [var source, ..]
        && source.ParameterType == typeof(IAsyncEnumerable<UnitOfWork>);

    private static void AssertCases(string kind, IEnumerable<string> expected)
    {
        var cases = Catalogue.All.Where(one => one.Name.StartsWith($"{kind}/", StringComparison.Ordinal));
        Assert.Equal(expected.Distinct().Order(), cases.Select(one => one.Subject).Distinct().Order());
    }
}
