namespace LambdaStream.Conformance.Vectors;

/// <summary>Where the vectors are.</summary>
internal static class VectorDirectory
{
    public const string Variable = "LAMBDASTREAM_CONFORMANCE";

    /// <summary>The directory named by the environment, else the shared one beside the repository; null where there is none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LambdaStream.slnx")))
            {
                var shared = Path.Combine(folder.FullName, "..", "shared", "conformance");
                return Directory.Exists(shared) ? Path.GetFullPath(shared) : null;
            }
        }
        return null;
    }

    /// <summary>The files of all vectors, by name.</summary>
    public static IReadOnlyList<string> Files(string directory) =>
        [.. Directory.EnumerateFiles(directory, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
