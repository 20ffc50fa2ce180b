using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaStream.Connectors;
using LambdaStream.Faults;
using LambdaStream.Filters;
using LambdaStream.Sources;

namespace LambdaStream.Pipelines;

/// <summary>One call from its payload to its answer: read, run the pipelines, acknowledge.</summary>
/// <remarks>
/// The pipelines go on with what was read whenever there are some units more, so that most of them never wait and are
/// soon forgotten. Where units need an asynchronous step before the pipelines, or a failure holds back what is behind it, all
/// is read before.
/// </remarks>
internal sealed class InvocationRun : IReceiver
{
    // Few enough to be still in the processor's cache when the pipelines take them.
    private const int UnitsAtOnce = 64;

    private readonly Source _source;
    private readonly Invocation _invocation;
    private readonly InvocationContext _context;
    private readonly Json _payload;
    private readonly Intake _intake;
    private readonly Fork _pipelines;

    // The units that were read and not handed over, with their routes as far as these are known before an asynchronous head.
    private readonly List<(UnitOfWork Unit, Route Route)> _received = [];
    private readonly List<Record> _records = [];
    private bool _hasClaimChecks;

    // Whether the pipelines get their units before the payload has been read.
    private bool _isDirect;

    // What comes out of the pipelines' ends; null where the source does not ask for it.
    private readonly List<UnitOfWork>? _units;
    private readonly Lock _unitsLock = new();

    public InvocationRun(
        Source source,
        ReadOnlyMemory<byte> payload,
        Rule[] rules,
        Router router,
        Invocation invocation,
        InvocationContext context
    )
    {
        _payload = JsonOf(payload, invocation.Shapes);
        _source = Reading(() => source.Resolve(_payload));
        _invocation = invocation;
        _context = context;
        _units = _source.KeepsUnits ? [] : null;
        _invocation.Holdback = HoldbackOf(_source, invocation.Options.AfterFailure);
        _isDirect = _invocation.Holdback is null && HeadSteps() is null;
        _intake = new Intake(invocation, _source.Wanted ?? router, this);
        _pipelines = new Fork(rules, router, invocation, () => _intake.Count, _units is null ? context.Output : Output);
    }

    public async Task<InvocationResult> ExecuteAsync()
    {
        await ReadAsync();
        _invocation.Watch?.Received(new(_source.Name, _intake.RecordCount, _intake.UnwantedCount));
        if (_invocation.Holdback is { IsEmpty: true })
            _invocation.Holdback = null;
        var head = await RunAsync();
        var units = KeptUnits();
        _source.Review(units);
        var faults = _invocation.Faults.Close();
        var acknowledgement = Undone(head, faults.Failures);
        var toPublish = acknowledgement.Close(faults.Faults);
        ThrowIfInvocationFails(acknowledgement, head, faults.Failures);
        var unpublished = await FaultPublisher.PublishAsync(toPublish, _invocation, _context);
        if (unpublished.Count > 0)
        {
            foreach (var failure in unpublished)
                failure.Unit.Origins.Mark(acknowledgement.Failed);
            acknowledgement.Close(faults.Faults);
            ThrowIfInvocationFails(acknowledgement, head, unpublished);
        }
        _invocation.Watch?.Acknowledged(
            acknowledgement.Failed.Count(isFailed => isFailed),
            toPublish.Count - unpublished.Count
        );
        return Result(acknowledgement.Failed, units, toPublish, unpublished.Count);
    }

    void IReceiver.Receive(UnitOfWork uow, Route route)
    {
        _records.Add(uow.Record!);
        _invocation.Holdback?.Add(uow);
        _invocation.Watch?.Read(uow);
        _received.Add((uow, route));
        if (_invocation.Options.RedeemClaimChecks && ClaimCheck.PlaceOf(uow.Event) is not null)
            (_hasClaimChecks, _isDirect) = (true, false);
        if (_isDirect && _received.Count == UnitsAtOnce)
            HandOver();
    }

    void IReceiver.Reject(UnitOfWork uow, Exception error)
    {
        _records.Add(uow.Record!);
        _invocation.Holdback?.Add(uow);
        uow.Fail(error);
    }

    // A message that is done while an earlier one of its group is not would be overtaken by that one.
    private static Holdback? HoldbackOf(Source source, AfterFailure policy) =>
        (source.Checkpoint, policy) switch
        {
            (Checkpoint.Each, _) => new(static uow => uow.Record!.Group),
            (Checkpoint.None, _) or (_, AfterFailure.GoOn) => null,
            (_, AfterFailure.Stop) => new(static uow => uow.Record!.Group ?? ""),
            _ => new(uow =>
                (uow.Event.PartitionKey ?? source.KeyOf(uow)) is { } key ? $"{uow.Record!.Group}|{key}" : null
            ),
        };

    private static Json JsonOf(ReadOnlyMemory<byte> payload, Shapes? shapes)
    {
        if (payload.IsEmpty)
            throw new InvalidPayloadException("The payload is empty.");
        if (!MemoryMarshal.TryGetArray(payload, out var array))
            array = payload.ToArray();
        return new(new JsonBuffer(array.Array!, shapes: shapes), array.Offset, array.Count);
    }

    private static T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JsonException error)
        {
            throw new InvalidPayloadException($"The payload is no JSON: {error.Message}", error);
        }
    }

    // Most payloads have no claim check, and are handed over directly.
    private Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>? HeadSteps() =>
        Chain(
            Chain(_source.Head, _hasClaimChecks ? static units => units.RedeemClaimChecks() : null),
            Chain(_invocation.Options.Head, _source.LastHead)
        );

    private static Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>? Chain(
        Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>? first,
        Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>? second
    ) => first is null || second is null ? first ?? second : units => second(first(units));

    private void Output(UnitOfWork uow)
    {
        lock (_unitsLock)
            _units!.Add(uow);
        _context.Output?.Invoke(uow);
    }

    // A pipeline that was left alone may still add some.
    private UnitOfWork[] KeptUnits()
    {
        if (_units is null)
            return [];
        lock (_unitsLock)
            return [.. _units];
    }

    private async Task ReadAsync()
    {
        try
        {
            Reading(() =>
            {
                _source.Read(_payload, _intake);
                return true;
            });
        }
        catch
        {
            // What was handed over is processed, and delivered again with the rest.
            await _pipelines.EndAsync();
            throw;
        }
    }

    private async Task<HeadRun?> RunAsync()
    {
        if (HeadSteps() is not { } headSteps)
        {
            HandOver();
            await _pipelines.EndAsync();
            return null;
        }
        var units = _received.ConvertAll(static received => received.Unit);
        var head = new HeadRun(units, headSteps, _invocation, _pipelines.DispatchAsync);
        await _pipelines.RunAsync(head, IsByGroup);
        return head;
    }

    private bool IsByGroup => _source.Checkpoint is Checkpoint.Each && _invocation.Holdback is not null;

    // From here on a unit takes no room any more once its pipelines are done with it.
    private void HandOver()
    {
        _pipelines.HandOver(_received, IsByGroup);
        _received.Clear();
    }

    // What is to be delivered again, whatever becomes of the faults.
    private Acknowledgement Undone(HeadRun? head, IReadOnlyList<Fault> failures)
    {
        var acknowledgement = new Acknowledgement(_intake.Count, _source.Checkpoint, _records);
        head?.MarkUndone(acknowledgement.Failed);
        _pipelines.MarkUndone(acknowledgement.Failed);
        foreach (var origins in _invocation.Holdback?.Held ?? [])
            origins.Mark(acknowledgement.Failed);
        foreach (var failure in failures)
            failure.Unit.Origins.Mark(acknowledgement.Failed);
        return acknowledgement;
    }

    private InvocationResult Result(
        bool[] failed,
        IReadOnlyList<UnitOfWork> units,
        List<Fault> faults,
        int unpublishedCount
    )
    {
        var identifiers = Identifiers(failed);
        var outcome = new InvocationOutcome
        {
            Payload = _payload,
            Records = _records,
            Failed = failed,
            Faulted = faults.ConvertAll(fault => fault.Unit),
            Units = units,
            FailedIdentifiers = identifiers,
            WindowState = _intake.Window is { IsWindowed: true } window ? window.State : default,
        };
        return new()
        {
            Response = _source.Respond(outcome),
            RecordCount = _intake.RecordCount,
            UnwantedCount = _intake.UnwantedCount,
            FaultCount = faults.Count - unpublishedCount,
            BatchItemFailures = identifiers,
            DownTargets = _invocation.Circuits.Down,
        };
    }

    private void ThrowIfInvocationFails(Acknowledgement acknowledgement, HeadRun? head, IReadOnlyList<Fault> failures)
    {
        if (!acknowledgement.HasFailures)
            return;
        var isReported =
            _invocation.Options.ReportBatchItemFailures
            && _source.Checkpoint is not Checkpoint.None
            && _records.TrueForAll(record => record.Identifier is not null || !acknowledgement.Failed[record.Index]);
        if (isReported)
            return;
        var cause =
            _invocation.Circuits.Down.Cast<Exception>().FirstOrDefault()
            ?? failures.Select(failure => failure.Error).FirstOrDefault()
            ?? head?.Error
            ?? _pipelines.Error;
        // What the deadline has cancelled says only that it was cancelled.
        if (cause is null or OperationCanceledException)
            throw new TimeoutException(
                $"{acknowledgement.Failed.Count(failed => failed)} of {_intake.Count} records were not done before the deadline.",
                cause
            );
        ExceptionDispatchInfo.Throw(cause);
    }

    private List<string> Identifiers(bool[] failed) =>
        [
            .. _records
                .Where(record => failed[record.Index])
                .DistinctBy(record => record.Index)
                .Select(record => record.Identifier!),
        ];
}
