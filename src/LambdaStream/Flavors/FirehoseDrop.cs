namespace LambdaStream;

/// <summary>Has the events dropped that no other rule of the function wants, behind <see cref="From.Firehose"/>.</summary>
/// <remarks>
/// The Node library's flavor <c>firehoseDrop</c>. Here <see cref="From.Firehose"/> answers for every record anyway, as
/// dropped where nobody has transformed it; the rule makes what is dropped visible as units of work.
/// </remarks>
public sealed class FirehoseDrop : Rule
{
    /// <summary>The rules that transform; by default none, so that every event is dropped.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units) =>
        units.OnContentOf(this).Filter(IsUnwantedAsync).Map(uow => uow.With(Slots.Result, FirehoseResult.Dropped));

    // By one rule as a whole: what one wants by its type and another by its content, nobody wants.
    private async ValueTask<bool> IsUnwantedAsync(UnitOfWork uow, CancellationToken cancellationToken)
    {
        foreach (var rule in Rules.Where(rule => rule.EventType?.Match(uow.Event.Type) is not false))
        {
            if (await uow.SatisfiesAsync(rule.Filters, rule.FiltersAsync, cancellationToken))
                return false;
        }
        return true;
    }
}
