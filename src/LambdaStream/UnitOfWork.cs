using System.Diagnostics;
using LambdaStream.Faults;
using LambdaStream.Logging;
using LambdaStream.Observing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaStream;

/// <summary>What flows through a pipeline: a record, its event, and what the steps before have left.</summary>
/// <remarks>
/// A unit of work is immutable. A step adorns it with <see cref="With{T}(Slot{T}, T)"/>, which gives a new one; so forks
/// never disturb each other. It knows its invocation, hence the clock, the options, the ports and the cancellation.
/// </remarks>
[DebuggerDisplay("{Event}")]
public sealed class UnitOfWork
{
    private readonly Scope _scope;
    private readonly SlotValue? _slots;

    internal UnitOfWork(Scope scope, Record record, Event @event)
        : this(scope, record, @event, Origins.Of(record), [], null, isPart: false) { }

    private UnitOfWork(
        Scope scope,
        Record? record,
        Event @event,
        Origins origins,
        IReadOnlyList<UnitOfWork> batch,
        SlotValue? slots,
        bool isPart
    )
    {
        _scope = scope;
        Record = record;
        Event = @event;
        Origins = origins;
        Batch = batch;
        _slots = slots;
        IsPart = isPart;
    }

    /// <summary>The record that the unit came from; null for a batch.</summary>
    public Record? Record { get; }

    /// <summary>The event; <see cref="Event.None"/> where the record holds none, and for a batch.</summary>
    public Event Event { get; }

    /// <summary>The units that were put together into this one; empty where there is only this one.</summary>
    public IReadOnlyList<UnitOfWork> Batch { get; }

    /// <summary>The id of the pipeline that the unit is in; empty before the pipelines.</summary>
    public string Pipeline => _scope.Pipeline;

    /// <summary>The invocation that the unit belongs to.</summary>
    public Invocation Invocation => _scope.Invocation;

    /// <summary>Cancelled when the unit's work must come to its end. Every delegate and port gets it.</summary>
    public CancellationToken Cancellation =>
        _scope.IsFaults ? Invocation.Deadline.FlushCancellation : Invocation.Deadline.Cancellation;

    /// <summary>The logger of the unit's pipeline, whose lines name invocation, pipeline and event.</summary>
    public ILogger Logger =>
        Invocation.Loggers is { } loggers
            ? new UnitLogger(loggers.OfPipeline(Pipeline.Length > 0 ? Pipeline : Watch.Head), this)
            : NullLogger.Instance;

    internal Scope Scope => _scope;

    // Several units put together, and nothing else.
    internal bool IsBatch => Batch.Count > 0 && ReferenceEquals(Event, Event.None);

    // The records that must be delivered again if this unit cannot be finished.
    internal Origins Origins { get; }

    // One of several units made from one: that it is done does not prove that its record is.
    internal bool IsPart { get; }

    /// <summary>What a step before has left in that slot; the default where none has.</summary>
    public T? Get<T>(Slot<T> slot)
        where T : notnull
    {
        for (var value = _slots; value is not null; value = value.Next)
        {
            if (ReferenceEquals(value.Slot, slot))
                return (T?)value.Value;
        }
        return default;
    }

    /// <summary>Whether a step before has left something in that slot.</summary>
    public bool Has(Slot slot)
    {
        for (var value = _slots; value is not null; value = value.Next)
        {
            if (ReferenceEquals(value.Slot, slot))
                return value.Value is not null;
        }
        return false;
    }

    /// <summary>The unit with a value in that slot; with null, without one.</summary>
    public UnitOfWork With<T>(Slot<T> slot, T? value)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(slot);
        return value is null && !Has(slot) ? this : Copy(slots: new(slot, value, _slots));
    }

    /// <summary>The unit with another event.</summary>
    public UnitOfWork With(Event @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        return new(_scope, Record, @event, Origins, Batch, _slots, IsPart);
    }

    /// <summary>The unit with another event and a value in a slot, in one step.</summary>
    internal UnitOfWork With<T>(Event @event, Slot<T> slot, T value)
        where T : notnull => new(_scope, Record, @event, Origins, Batch, new(slot, value, _slots), IsPart);

    /// <summary>
    /// The unit without its record, which then takes no room. It is still acknowledged, but a fault of it cannot be
    /// resubmitted.
    /// </summary>
    public UnitOfWork WithoutRecord() => new(_scope, null, Event, Origins, Batch, _slots, IsPart);

    /// <summary>The unit without the units that were batched, grouped or compacted into it; their records stay its own.</summary>
    public UnitOfWork WithoutBatch() => new(_scope, Record, Event, Origins, [], _slots, IsPart);

    /// <summary>The unit as a fault event shows it: without the values of fields that are encrypted elsewhere.</summary>
    public override string ToString()
    {
        try
        {
            return UnitJson.Of(this, Redaction.Of(this)).ToString();
        }
        catch (Exception)
        {
            // Who writes a log must not fail because a slot cannot be shown.
            return $"{nameof(UnitOfWork)} of {Origins.Count} records";
        }
    }

    /// <summary>The slots that have a value, the latest value of each.</summary>
    internal IEnumerable<(Slot Slot, object Value)> Slots
    {
        get
        {
            var seen = new HashSet<Slot>();
            for (var value = _slots; value is not null; value = value.Next)
            {
                if (seen.Add(value.Slot) && value.Value is not null)
                    yield return (value.Slot, value.Value);
            }
        }
    }

    /// <summary>A unit that tells of this one's fault, for the same records.</summary>
    internal UnitOfWork ForFault(Event fault) =>
        new(_scope with { IsFaults = true, Track = null }, null, fault, Origins, [], null, isPart: false);

    /// <summary>Puts units together into one, which stands for all of their records.</summary>
    internal static UnitOfWork BatchOf(IReadOnlyList<UnitOfWork> units) =>
        new(units[0]._scope, null, Event.None, Origins.Of(units), units, null, isPart: units.Any(unit => unit.IsPart));

    /// <summary>The batch with only some of its units, which are done.</summary>
    internal UnitOfWork WithOnly(IReadOnlyList<UnitOfWork> units) =>
        new(_scope, Record, Event, Origins.Of(units), units, _slots, units.Any(unit => unit.IsPart));

    /// <summary>The batch as a fault shows it, whole, but for the records of those units only that have failed.</summary>
    internal UnitOfWork FailedIn(IReadOnlyList<UnitOfWork> units) =>
        new(_scope, Record, Event, Origins.Of(units), Batch, _slots, units.Any(unit => unit.IsPart));

    /// <summary>The unit standing for others too, as the last one of a compacted group does.</summary>
    internal UnitOfWork StandingFor(IReadOnlyList<UnitOfWork> units) =>
        new(_scope, Record, Event, Origins.Of(units), units, _slots, IsPart || units.Any(unit => unit.IsPart));

    /// <summary>The units that were put into this one, with what the batch's step has left laid over their own.</summary>
    internal UnitOfWork[] Parts()
    {
        var left = Slots.Reverse().ToList();
        var parts = new UnitOfWork[Batch.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var slots = Batch[i]._slots;
            foreach (var (slot, value) in left)
                slots = new(slot, value, slots);
            parts[i] = Batch[i].Copy(slots);
        }
        return parts;
    }

    internal UnitOfWork AsPart() => new(_scope, Record, Event, Origins, Batch, _slots, isPart: true);

    internal UnitOfWork In(Scope scope) =>
        ReferenceEquals(scope, _scope) ? this : new(scope, Record, Event, Origins, Batch, _slots, IsPart);

    private UnitOfWork Copy(SlotValue? slots) => new(_scope, Record, Event, Origins, Batch, slots, IsPart);

    private sealed record SlotValue(Slot Slot, object? Value, SlotValue? Next);
}
