using LambdaStream.Benchmarks.Cases;

namespace LambdaStream.Benchmarks;

/// <summary>Everything that is measured.</summary>
/// <remarks>A test holds it to the public surface: each source, each verb and each flavor has a case.</remarks>
public static class Catalogue
{
    public static IReadOnlyList<Case> All { get; } =
    [
        .. SourceCases.All,
        .. StepCases.All,
        .. SinkCases.All,
        .. QueryCases.All,
        .. EncryptionCases.All,
        .. FlavorCases.All,
        .. FunctionCases.All,
        .. PartCases.All,
        .. ObservingCases.All,
    ];
}
