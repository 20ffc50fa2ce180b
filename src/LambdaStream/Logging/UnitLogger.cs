using Microsoft.Extensions.Logging;

namespace LambdaStream.Logging;

/// <summary>The logger of a unit's pipeline, whose lines say of which invocation and event they are.</summary>
/// <remarks>The scope is opened for each line, because an ambient one does not outlive a step of an asynchronous stream.</remarks>
internal sealed class UnitLogger(ILogger logger, UnitOfWork unit) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!logger.IsEnabled(logLevel))
            return;
        using (logger.BeginScope(new UnitScope(unit.Invocation, unit)))
            logger.Log(logLevel, eventId, state, exception, formatter);
    }
}
