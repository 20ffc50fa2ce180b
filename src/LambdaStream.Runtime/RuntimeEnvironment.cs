using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LambdaStream.Runtime;

/// <summary>What the environment variables say of the place that the program runs in.</summary>
internal sealed record RuntimeEnvironment
{
    private RuntimeEnvironment() { }

    /// <summary>Host and port of the runtime API; null outside Lambda.</summary>
    public required string? Api { get; init; }

    /// <summary>The invocations that Lambda gives the program at once.</summary>
    public required int MaxConcurrency { get; init; }

    /// <summary>Whether the program is stored once it has started, and restored from there for its invocations.</summary>
    public required bool IsSnapStart { get; init; }

    public static RuntimeEnvironment Read(IReadOnlyDictionary<string, string>? variables)
    {
        string? Text(string name)
        {
            var value = variables is null ? OfProcess(name) : variables.GetValueOrDefault(name);
            return string.IsNullOrEmpty(value) ? null : value;
        }
        var concurrency = Text("AWS_LAMBDA_MAX_CONCURRENCY");
        return new()
        {
            Api = Text("AWS_LAMBDA_RUNTIME_API"),
            MaxConcurrency =
                int.TryParse(concurrency, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                    ? number
                    : 1,
            IsSnapStart = Text("AWS_LAMBDA_INITIALIZATION_TYPE") is "snap-start",
        };
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The one place that reads the environment.")]
    private static string? OfProcess(string name) => Environment.GetEnvironmentVariable(name);
}
