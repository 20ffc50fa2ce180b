using System.Runtime.CompilerServices;

namespace LambdaStream.Tests;

/// <summary>The sources, and payloads of the shapes that AWS documents for them.</summary>
internal static class SourcePayloads
{
    /// <summary>The source of each payload.</summary>
    public static IReadOnlyDictionary<string, Func<Source>> Sources { get; } =
        new Dictionary<string, Func<Source>>(StringComparer.Ordinal)
        {
            ["kinesis"] = From.Kinesis,
            ["dynamodb"] = () => From.DynamoDb(),
            ["dynamodb-over-kinesis"] = () => From.DynamoDbOverKinesis(),
            ["sqs"] = From.Sqs,
            ["sqs-fifo"] = From.Sqs,
            ["sns"] = From.Sns,
            ["sns-over-sqs"] = From.SnsOverSqs,
            ["s3"] = From.S3,
            ["s3-over-sqs"] = From.S3OverSqs,
            ["s3-over-sns-over-sqs"] = From.S3OverSqs,
            ["firehose"] = From.Firehose,
            ["eventbridge"] = () => From.EventBridge(),
            ["scheduled"] = From.Cron,
            ["alarm"] = From.Alarm,
            ["cognito"] = () => From.Cognito(),
            ["direct"] = From.Direct,
            ["direct-list"] = From.Direct,
        };

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder(), name + ".json"));

    public static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Folder(), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!);

    private static string Folder([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "Payloads");
}
