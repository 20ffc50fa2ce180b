using System.Text.Json.Nodes;
using LambdaStream.Conformance.Running;
using LambdaStream.Conformance.Templates;

namespace LambdaStream.Conformance.Binding;

/// <summary>What a vector's rules share: how templates see units of work, and what the library lacks.</summary>
internal sealed class VectorBinding
{
    public VectorBinding(MissingParts missing, JsonObject? ruleDefaults = null)
    {
        RuleDefaults = ruleDefaults ?? [];
        Missing = missing;
        Forms = new(missing);
        Messages = new(missing);
        Controls = new(missing);
        Slots = new(Forms, Messages, Controls);
        View = new(Slots);
        Evaluator = new(new LibraryFunctions());
    }

    public MissingParts Missing { get; }

    /// <summary>The options that rules take as if they were their own members.</summary>
    public JsonObject RuleDefaults { get; }

    public RequestForms Forms { get; }

    public MessageRequests Messages { get; }

    public ControlRequests Controls { get; }

    public UnitSlots Slots { get; }

    public UnitView View { get; }

    public Evaluator Evaluator { get; }
}
