using System.Collections.Concurrent;
using LambdaStream.Observing;
using Microsoft.Extensions.Logging;

namespace LambdaStream.Logging;

/// <summary>The loggers of a function, by what is logged.</summary>
internal sealed class Loggers
{
    private readonly ILoggerFactory _factory;
    private readonly ConcurrentDictionary<string, ILogger> _pipelines = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ILogger> _services = new(StringComparer.Ordinal);

    private Loggers(ILoggerFactory factory)
    {
        _factory = factory;
        Invocation = factory.CreateLogger(LogCategory.Invocation);
        Metrics = factory.CreateLogger(LogCategory.Metrics);
    }

    public ILogger Invocation { get; }

    public ILogger Metrics { get; }

    /// <summary>The loggers that the options ask for; null where they ask for none.</summary>
    public static Loggers? Of(StreamOptions options) =>
        options switch
        {
            { LoggerFactory: { } factory } => new(factory),
            { Logs: { } settings } => new(new JsonLogs(settings, options.Log, options.Time)),
            _ => null,
        };

    public ILogger OfPipeline(string id) =>
        _pipelines.GetOrAdd(id, static (id, factory) => factory.CreateLogger(LogCategory.OfPipeline(id)), _factory);

    /// <summary>Whether the calls of any service are logged at that level.</summary>
    public bool IsAnyServiceEnabled(LogLevel level)
    {
        foreach (var service in Io.Services)
        {
            if (OfService(service).IsEnabled(level))
                return true;
        }
        return false;
    }

    public ILogger OfService(string name) =>
        _services.GetOrAdd(name, static (name, factory) => factory.CreateLogger(LogCategory.OfService(name)), _factory);
}
