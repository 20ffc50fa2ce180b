using Microsoft.Extensions.Configuration;

namespace LambdaStream;

/// <summary>Reads the settings of a function from a configuration, which may have environment variables, files and secrets in it.</summary>
public static class ConfiguredOptions
{
    /// <summary>Reads the settings under the names of the environment variables, such as <c>BUS_NAME</c>.</summary>
    /// <param name="configuration">The configuration, or a section of it. Names are compared without regard to case.</param>
    /// <exception cref="FormatException">A value that should be a number is none; the message names it.</exception>
    public static StreamOptions ToStreamOptions(this IConfiguration configuration) =>
        StreamOptions.FromEnvironment(configuration.ToVariables());

    /// <summary>The configuration as variables, for what reads them, such as <c>AwsOptions.FromEnvironment</c>.</summary>
    /// <param name="configuration">The configuration, or a section of it: its direct values, without those of sections in it.</param>
    public static IReadOnlyDictionary<string, string> ToVariables(this IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration
            .GetChildren()
            .Where(child => child.Value is not null)
            .ToDictionary(child => child.Key, child => child.Value!, StringComparer.OrdinalIgnoreCase);
    }
}
