using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LambdaStream.Sources;

/// <summary>One invocation of a tumbling window: its records in their order, and the state behind each of them.</summary>
internal sealed class WindowRun<TState>
    where TState : notnull
{
    private readonly WindowOptions<TState> _options;
    private readonly WindowMembers _members;
    private readonly TumblingWindow _window;
    private readonly Lock _lock = new();

    // The states in the order of the records: each covers the records up to that place in the payload.
    private readonly List<(int Index, TState State)> _states = [];

    /// <exception cref="InvalidPayloadException">The window or its state cannot be read.</exception>
    public WindowRun(WindowOptions<TState> options, WindowMembers members)
    {
        _options = options;
        _members = members;
        _window = members.ToWindow();
        _states.Add((-1, Read(members.State)));
    }

    /// <summary>Puts the units into the state, and gives the events of the window's end.</summary>
    public async IAsyncEnumerable<UnitOfWork> AggregateAsync(
        IAsyncEnumerable<UnitOfWork> units,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (var uow in units.WithCancellation(cancellationToken))
        {
            if (uow.Origins[0].IsEndOfWindow)
            {
                foreach (var closing in await CloseAsync(uow))
                    yield return closing;
            }
            else if (!await AddAsync(uow))
            {
                yield break;
            }
        }
    }

    /// <summary>Writes the answer with the state that covers the records before the first failed one.</summary>
    /// <exception cref="InvalidOperationException">The state is larger than Lambda takes.</exception>
    public ReadOnlyMemory<byte> Respond(InvocationOutcome outcome)
    {
        var failed = 0;
        while (failed < outcome.Failed.Count && !outcome.Failed[failed])
            failed++;
        var (index, state) = StateBefore(failed);
        var json = index < 0 ? _members.State : Write(state);
        if (json.Raw.Length > _options.MaxStateSize)
        {
            // A window that is over has no use for its state any more, and an error would not let it end.
            if (!_window.IsFinal)
                throw new InvalidOperationException(
                    $"The window's state has {json.Raw.Length} bytes, and at most {_options.MaxStateSize} are allowed. Keep less in it, or make the window shorter."
                );
            json = Json.EmptyObject;
        }
        return BatchResponse.Of(outcome.FailedIdentifiers.Take(1), json);
    }

    private TState Last
    {
        get
        {
            lock (_lock)
                return _states[^1].State;
        }
    }

    private (int Index, TState State) StateBefore(int failed)
    {
        lock (_lock)
            return _states.FindLast(state => state.Index < failed);
    }

    // False where the record failed, and nothing behind it may be taken.
    private async ValueTask<bool> AddAsync(UnitOfWork uow)
    {
        try
        {
            var index = uow.Origins[uow.Origins.Count - 1].Index;
            if (index < _states[^1].Index)
                throw new InvalidOperationException(
                    "A window takes its records in their order, which the head has changed."
                );
            var state = _options.Aggregate is { } aggregate
                ? aggregate(Last, uow)
                : await _options.AggregateAsync!(Last, uow);
            if (state is null)
                throw new InvalidOperationException("Aggregate has given null in the place of a state.");
            lock (_lock)
                _states.Add((index, state));
            return true;
        }
        catch (Exception error)
        {
            uow.Invocation.Faults.AddFailure(uow, error);
            return false;
        }
    }

    private async ValueTask<IReadOnlyList<UnitOfWork>> CloseAsync(UnitOfWork uow)
    {
        // A fault of the end keeps what would be lost with it.
        var events = await uow.With(Slots.WindowState, Write(Last))
            .Guard(
                async (_, _) =>
                    (IReadOnlyList<Event>)(
                        _options.Close is { } close ? [.. close(Last, _window)]
                        : _options.CloseAsync is { } closeAsync ? [.. await closeAsync(Last, _window)]
                        : []
                    )
            );
        return [.. (events ?? []).Select((@event, i) => With(uow, @event, i, isPart: events!.Count > 1))];
    }

    private UnitOfWork With(UnitOfWork uow, Event @event, int place, bool isPart)
    {
        if (@event.Id is null)
        {
            var name = FormattableString.Invariant(
                $"window|{_window.EventSourceArn}|{_window.ShardId}|{_window.Start:O}|{_window.End:O}|{@event.Type}|{place}"
            );
            @event = @event.With("id", NameBasedUuid.Of(name));
        }
        uow = uow.With(@event);
        return isPart ? uow.AsPart() : uow;
    }

    private TState Read(Json state)
    {
        if (!state.EnumerateObject().MoveNext() && state.Kind is JsonValueKind.Object)
            return _options.Start();
        try
        {
            return state.As(_options.StateType) ?? _options.Start();
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new InvalidPayloadException(
                $"The window's state does not fit {typeof(TState).Name}: {error.Message}",
                error
            );
        }
    }

    private Json Write(TState state) => Json.From(state, _options.StateType);
}
