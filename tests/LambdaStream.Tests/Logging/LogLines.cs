using LambdaStream.Logging;
using LambdaStream.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LambdaStream.Tests.Logging;

/// <summary>A function whose logs a test looks at.</summary>
internal static class LogLines
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, 123, TimeSpan.Zero);

    /// <summary>Lets a function log lines of JSON.</summary>
    /// <returns>The lines.</returns>
    public static List<Json> Logging(this FunctionDriver driver, LogSettings settings)
    {
        var lines = new List<Json>();
        driver.Options = driver.Options with
        {
            Time = new FakeTimeProvider(Now),
            Logs = settings,
            Log = line => lines.Add(Json.Parse(line)),
        };
        return lines;
    }

    public static string? Text(this Json line, string member) =>
        line[member].IsDefined ? line[member].GetString() : null;

    public static IEnumerable<string> Messages(this IEnumerable<Json> lines) =>
        lines.Select(line => line.Text("message")!);
}
