using Microsoft.Extensions.Logging;

namespace LambdaStream.Logging;

/// <summary>What <see cref="JsonLogs"/> write, as Lambda's advanced logging controls and the Node library's DEBUG say it.</summary>
public sealed record LogSettings
{
    /// <summary>The lowest level that is written; by default information. AWS_LAMBDA_LOG_LEVEL: TRACE, DEBUG, INFO, WARN, ERROR or FATAL.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;

    /// <summary>
    /// The level of a category and of what is below it, as <c>LambdaStream.Pipelines.thing</c>; the longest name that fits
    /// counts.
    /// </summary>
    public IReadOnlyDictionary<string, LogLevel> Levels { get; init; } = new Dictionary<string, LogLevel>();

    /// <summary>
    /// What is debugged, by the Node library's names: <c>pl:*</c> is all pipelines, <c>pl:thing</c> is one, <c>dynamodb</c> are
    /// the calls of a service, <c>handler</c> is the invocation; <c>-pl:thing</c> leaves one out. DEBUG.
    /// </summary>
    public string? Debug { get; init; }

    /// <summary>The lowest level that is written of a category.</summary>
    public LogLevel LevelOf(string category)
    {
        ArgumentNullException.ThrowIfNull(category);
        var level = Levels
            .Where(entry => IsWithin(category, entry.Key))
            .OrderByDescending(entry => entry.Key.Length)
            .Select(entry => (LogLevel?)entry.Value)
            .FirstOrDefault();
        level ??= Level;
        return level > LogLevel.Debug && DebugPatterns.Match(Debug, LogCategory.NodeName(category))
            ? LogLevel.Debug
            : level.Value;
    }

    /// <summary>A level by Lambda's word for it.</summary>
    /// <exception cref="FormatException">There is no such level.</exception>
    internal static LogLevel Parse(string text) =>
        text.ToUpperInvariant() switch
        {
            "TRACE" => LogLevel.Trace,
            "DEBUG" => LogLevel.Debug,
            "INFO" => LogLevel.Information,
            "WARN" => LogLevel.Warning,
            "ERROR" => LogLevel.Error,
            "FATAL" => LogLevel.Critical,
            _ => throw new FormatException(
                $"The environment variable AWS_LAMBDA_LOG_LEVEL is '{text}', which is none of TRACE, DEBUG, INFO, WARN, ERROR and FATAL."
            ),
        };

    private static bool IsWithin(string category, string name) =>
        category.StartsWith(name, StringComparison.Ordinal)
        && (category.Length == name.Length || category[name.Length] == '.');
}
