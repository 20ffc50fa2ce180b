using Microsoft.Extensions.Logging;

namespace LambdaStream.Logging;

/// <summary>What the library says.</summary>
internal static partial class Messages
{
    [LoggerMessage(1, LogLevel.Debug, "start source: {Source}, records: {Records}, unwanted: {Unwanted}")]
    public static partial void Received(ILogger logger, string source, int records, int unwanted);

    [LoggerMessage(
        2,
        LogLevel.Debug,
        "end acknowledged: {Acknowledged}, failed: {Failed}, faults: {Faults}, ms: {Elapsed}"
    )]
    public static partial void Ended(ILogger logger, int acknowledged, int failed, int faults, double elapsed);

    [LoggerMessage(3, LogLevel.Warning, "{Failed} of {Records} records are delivered again.")]
    public static partial void Redelivered(ILogger logger, int failed, int records);

    [LoggerMessage(10, LogLevel.Debug, "start type: {Type}, eid: {Eid}")]
    public static partial void Entered(ILogger logger, string type, string? eid);

    [LoggerMessage(11, LogLevel.Debug, "end type: {Type}, eid: {Eid}, uow: {Uow}")]
    public static partial void Left(ILogger logger, string type, string? eid, string uow);

    [LoggerMessage(
        12,
        LogLevel.Error,
        "A unit of work has become a fault (handled: {Handled}, retryable: {Retryable})."
    )]
    public static partial void Faulted(ILogger logger, Exception error, bool handled, bool retryable);

    [LoggerMessage(
        13,
        LogLevel.Error,
        "A unit of work has failed, and its records are delivered again (handled: {Handled}, retryable: {Retryable})."
    )]
    public static partial void Failed(ILogger logger, Exception error, bool handled, bool retryable);

    [LoggerMessage(14, LogLevel.Error, "The pipeline was aborted; what it had not done is delivered again.")]
    public static partial void Aborted(ILogger logger, Exception error);

    [LoggerMessage(
        20,
        LogLevel.Debug,
        "{Operation} target: {Target}, step: {Step}, units: {Units}, retries: {Retries}, ms: {Elapsed}"
    )]
    public static partial void Called(
        ILogger logger,
        Exception? error,
        string operation,
        string? target,
        string step,
        int units,
        int retries,
        double elapsed
    );

    [LoggerMessage(21, LogLevel.Debug, "{Operation} is sent again: {Code}, throttled: {Throttled}")]
    public static partial void Retried(ILogger logger, string operation, string code, bool throttled);

    [LoggerMessage(30, LogLevel.Debug, "{Line}")]
    public static partial void Measured(ILogger logger, string line);
}
