namespace LambdaStream.Conformance.Binding;

using Step = Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>;

/// <summary>The form of a step: a verb of the library, and how its options are made of the step's members.</summary>
internal static class StepForm
{
    public static Func<RuleBinding, Step> Of<TOptions>(
        Func<IAsyncEnumerable<UnitOfWork>, TOptions, IAsyncEnumerable<UnitOfWork>> verb,
        Func<RuleBinding, TOptions> optionsOf
    ) =>
        step =>
        {
            var options = optionsOf(step);
            return units => verb(units, options);
        };
}
