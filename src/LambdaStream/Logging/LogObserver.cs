using LambdaStream.Faults;
using LambdaStream.Observing;
using Microsoft.Extensions.Logging;

namespace LambdaStream.Logging;

/// <summary>Logs an invocation.</summary>
internal sealed class LogObserver(Invocation invocation, Loggers loggers, bool isDetailed) : Observer
{
    // So much of a unit is shown; Lambda cuts lines of 256 KB.
    private const int MaxUnitLength = 64 * 1024;

    private int _records;

    public override bool WantsUnits => isDetailed;

    public override void Received(Receipt receipt)
    {
        _records = receipt.Records;
        if (!loggers.Invocation.IsEnabled(LogLevel.Debug))
            return;
        using (Scope(loggers.Invocation))
            Messages.Received(loggers.Invocation, receipt.Source, receipt.Records, receipt.Unwanted);
    }

    public override void Entered(UnitOfWork uow, Track track)
    {
        var logger = loggers.OfPipeline(track.Pipeline);
        if (!logger.IsEnabled(LogLevel.Debug))
            return;
        using (Scope(logger, uow))
            Messages.Entered(logger, uow.Event.Type, uow.Event.Id);
    }

    public override void Left(UnitOfWork uow, Track track)
    {
        var logger = loggers.OfPipeline(track.Pipeline);
        if (!logger.IsEnabled(LogLevel.Debug))
            return;
        using (Scope(logger, uow))
            Messages.Left(logger, uow.Event.Type, uow.Event.Id, Shown(uow));
    }

    public override void Called(IoCall call)
    {
        var logger = loggers.OfService(call.Io.Service);
        if (!logger.IsEnabled(LogLevel.Debug))
            return;
        using (Scope(logger, call.Unit))
            Messages.Called(
                logger,
                call.Error is { } error ? ShownException.Of(call.Unit, error) : null,
                call.Io.Operation,
                call.Io.Target?.Invoke(invocation.Options),
                call.Io.Step,
                Math.Max(1, call.Unit.Batch.Count),
                call.Retries,
                call.Elapsed.TotalMilliseconds
            );
    }

    public override void Retried(IoCall call, string code, bool isThrottled)
    {
        var logger = loggers.OfService(call.Io.Service);
        if (!logger.IsEnabled(LogLevel.Debug))
            return;
        using (Scope(logger, call.Unit))
            Messages.Retried(logger, call.Io.Operation, code, isThrottled);
    }

    public override void Failed(UnitOfWork uow, Exception error, bool isFault)
    {
        var logger = loggers.OfPipeline(
            uow.Scope.IsFaults ? Watch.Fault
            : uow.Pipeline.Length > 0 ? uow.Pipeline
            : Watch.Head
        );
        if (!logger.IsEnabled(LogLevel.Error))
            return;
        var shown = ShownException.Of(uow, error);
        using (Scope(logger, uow))
        {
            if (isFault)
                Messages.Faulted(logger, shown, handled: true, Retryable.IsRetryable(error));
            else
                Messages.Failed(logger, shown, handled: false, Retryable.IsRetryable(error));
        }
    }

    public override void Finished(string pipeline, Exception? error)
    {
        if (error is null)
            return;
        var logger = loggers.OfPipeline(pipeline);
        using (Scope(logger))
            Messages.Aborted(logger, error);
    }

    public override void Ended(Ending ending)
    {
        var logger = loggers.Invocation;
        using (Scope(logger))
        {
            // That the invocation fails as a whole is said by whoever hosts it.
            if (ending is { Error: null, Failed: > 0 })
                Messages.Redelivered(logger, ending.Failed, _records);
            Messages.Ended(logger, ending.Acknowledged, ending.Failed, ending.Faults, ending.Elapsed.TotalMilliseconds);
        }
    }

    private IDisposable? Scope(ILogger logger, UnitOfWork? unit = null) =>
        logger.BeginScope(new UnitScope(invocation, unit));

    // As a fault shows it, but without the record, which is there to be resubmitted.
    private static string Shown(UnitOfWork uow)
    {
        try
        {
            var text = UnitJson.Of(uow.WithoutRecord(), Redaction.Of(uow)).ToString();
            return text.Length <= MaxUnitLength
                ? text
                : $"{text[..MaxUnitLength]}[TRUNCATED: {text.Length} characters]";
        }
        catch (Exception error)
        {
            return $"[NOT SHOWN: {error.Message}]";
        }
    }
}
