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
            ["kafka"] = () => From.Kafka(),
            ["kafka-self-managed"] = () => From.Kafka(),
            ["kafka-raw"] = From.KafkaRaw,
            ["kinesis-aggregated"] = From.Kinesis,
            ["kinesis-window"] = () => From.Window(From.Kinesis(), Windows.Counted()),
            ["dynamodb-window"] = () => From.Window(From.DynamoDb(), Windows.Counted()),
            ["custom-event-bus"] = () => From.CustomEventBus(),
            ["custom-event-bus-raw"] = () => From.CustomEventBus(),
            ["direct"] = From.Direct,
            ["direct-list"] = From.Direct,
        };

    /// <summary>Whether a source is what its payload is read by, if nothing else is given.</summary>
    public static bool IsUsual(string name) =>
        !name.Contains("over", StringComparison.Ordinal)
        && !name.EndsWith("-window", StringComparison.Ordinal)
        && name is not "kafka-raw";

    public static byte[] Read(string name) =>
        File.ReadAllBytes(Path.Combine(Folder(), (name is "kafka-raw" ? "kafka" : name) + ".json"));

    public static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Folder(), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!);

    private static string Folder([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "Payloads");
}
