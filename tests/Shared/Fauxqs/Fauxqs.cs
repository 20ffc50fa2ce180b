using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LambdaStream.Shared;

/// <summary>fauxqs: SQS, SNS, S3 and STS at one endpoint. Any access key and signature will do.</summary>
public sealed class Fauxqs() : RealService("fauxqs")
{
    protected override Func<int, ProcessStartInfo> Install()
    {
        NpmPackage.Require("node", "--version");
        var package = NpmPackage.Install(Here(), "fauxqs");
        return port =>
            NpmPackage.Node(
                package,
                Path.Combine("dist", "server.js"),
                ("FAUXQS_PORT", $"{port}"),
                ("FAUXQS_LOGGER", "false")
            );
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
