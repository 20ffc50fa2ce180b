using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LambdaStream.Shared;

/// <summary>kinesis-mock. It wants a signature, but any access key will do.</summary>
public sealed class KinesisMock() : RealService("kinesis-mock")
{
    protected override Func<int, ProcessStartInfo> Install()
    {
        NpmPackage.Require("node", "--version");
        var package = NpmPackage.Install(Here(), "kinesis-local");
        return port =>
            NpmPackage.Node(
                package,
                "main.js",
                ("KINESIS_MOCK_PLAIN_PORT", $"{port}"),
                ("KINESIS_MOCK_TLS_PORT", $"{FreePort()}"),
                ("LOG_LEVEL", "ERROR")
            );
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
