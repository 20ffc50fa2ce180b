using Microsoft.Extensions.Logging;

namespace LambdaStream.Logging;

/// <summary>The logger of one category of <see cref="JsonLogs"/>.</summary>
internal sealed class JsonLogger(
    string category,
    LogLevel lowest,
    Func<IExternalScopeProvider> scopes,
    Action<LogLine> write
) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => scopes().Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= lowest && logLevel is not LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!IsEnabled(logLevel))
            return;
        var members = new List<KeyValuePair<string, object?>>();
        scopes().ForEachScope(static (scope, all) => Add(scope, all), members);
        Add(state, members);
        write(new(category, logLevel, formatter(state, exception), members, exception));
    }

    private static void Add(object? state, List<KeyValuePair<string, object?>> members)
    {
        if (state is IEnumerable<KeyValuePair<string, object?>> several)
            members.AddRange(several);
    }
}
