using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LambdaStream.Logging;

/// <summary>Logs as lines of JSON, with the members that Lambda and CloudWatch Logs Insights know.</summary>
/// <remarks>A function has them where its options name no <see cref="StreamOptions.LoggerFactory"/>. They can also be one provider of another factory.</remarks>
/// <param name="settings">What is written.</param>
/// <param name="write">Gets each line. It must not fail.</param>
/// <param name="time">The clock; by default the system's.</param>
public sealed class JsonLogs(LogSettings settings, Action<string> write, TimeProvider? time = null)
    : ILoggerFactory,
        ILoggerProvider,
        ISupportExternalScope
{
    private readonly ConcurrentDictionary<string, JsonLogger> _loggers = new(StringComparer.Ordinal);
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) =>
        _loggers.GetOrAdd(
            categoryName,
            category => new JsonLogger(category, settings.LevelOf(category), () => _scopes, Write)
        );

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <summary>Not supported: what is written goes to one place.</summary>
    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException(
            "JsonLogs have no other providers. Make them one of a LoggerFactory's instead."
        );

    /// <inheritdoc/>
    public void Dispose() { }

    private void Write(LogLine line) => write(line.At((time ?? TimeProvider.System).GetUtcNow()));
}
