using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LambdaStream;

/// <summary>What <see cref="Evaluate.Expression"/> finds: true or false, or the events that led to it; null and <c>[]</c> are false.</summary>
[CollectionBuilder(typeof(Evaluation), nameof(Of))]
[SuppressMessage(
    "Naming",
    "CA1710",
    Justification = "It is a result first and a collection only to be built in brackets."
)]
public sealed class Evaluation : IEnumerable<Event>
{
    private readonly IReadOnlyList<Event>? _triggers;
    private readonly bool _isTrue;

    private Evaluation(bool isTrue, IReadOnlyList<Event>? triggers)
    {
        _isTrue = isTrue;
        _triggers = triggers;
    }

    /// <summary>Whether a higher-order event is to be published.</summary>
    public bool IsTrue => _isTrue;

    /// <summary>These events led to it; none is false.</summary>
    public static Evaluation Of(params ReadOnlySpan<Event> triggers) => new(triggers.Length > 0, triggers.ToArray());

    /// <summary>True, because of the event that is evaluated, or false.</summary>
    public static implicit operator Evaluation(bool isTrue) => new(isTrue, null);

    /// <summary>This event led to it; null is false.</summary>
    public static implicit operator Evaluation(Event? trigger) => trigger is null ? new(false, null) : Of(trigger);

    /// <summary>These events led to it; none is false.</summary>
    public static implicit operator Evaluation(Event[] triggers) => Of(triggers);

    /// <inheritdoc cref="op_Implicit(Event[])"/>
    public static implicit operator Evaluation(List<Event> triggers)
    {
        ArgumentNullException.ThrowIfNull(triggers);
        return Of([.. triggers]);
    }

    /// <summary>The events that led to it, where the event that is evaluated is one that is known.</summary>
    internal IReadOnlyList<Event> TriggersOr(Event evaluated) => _triggers ?? [evaluated];

    /// <inheritdoc/>
    public IEnumerator<Event> GetEnumerator() => (_triggers ?? []).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
