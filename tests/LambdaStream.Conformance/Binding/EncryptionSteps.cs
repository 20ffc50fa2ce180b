using System.Text.Json.Nodes;
using LambdaStream.Encryption;

namespace LambdaStream.Conformance.Binding;

using Step = Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>;

/// <summary>The steps that encrypt and decrypt events.</summary>
internal static class EncryptionSteps
{
    public static Dictionary<string, Func<RuleBinding, Step>> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["encryptEvent"] = StepForm.Of(
                Steps.EncryptEvent,
                step => new EncryptOptions
                {
                    Event = step.EventSlot("sourceField"),
                    Target = step.EventSlot("targetField"),
                    Encryption = EncryptionForms.Fields(step),
                    ToEncryption = EncryptionForms.Function(step),
                    Parallel = step.Members.Number("parallel"),
                }
            ),
            ["decryptEvent"] = StepForm.Of(Steps.DecryptEvent, Decrypting),
            ["decryptChangeEvent"] = StepForm.Of(Steps.DecryptChangeEvent, Decrypting),
        };

    private static DecryptOptions Decrypting(RuleBinding step) =>
        EncryptionForms.Decryption(step.Members, Prefilter(step));

    // The events of a pipeline are those that its rule wants.
    private static Func<UnitOfWork, bool> Prefilter(RuleBinding step) =>
        step.Members.Node("prefilter") switch
        {
            null => _ => false,
            JsonObject predicate => step.Predicate(predicate),
            _ => _ => true,
        };
}
