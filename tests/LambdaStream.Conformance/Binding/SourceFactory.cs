using System.Text.Json.Nodes;
using LambdaStream.Conformance.Running;

namespace LambdaStream.Conformance.Binding;

/// <summary>Makes the library's source of a vector's. A new source is one more entry.</summary>
internal sealed class SourceFactory(MissingParts missing)
{
    private static readonly Dictionary<string, Func<Members, Source>> Sources = new(StringComparer.Ordinal)
    {
        ["kinesis"] = _ => From.Kinesis(),
        ["eventbridge"] = _ => From.EventBridge(),
        ["sqsEvent"] = _ => From.Sqs(),
        ["dynamodb"] = DynamoDb,
        ["sqs"] = _ => From.SqsRaw(),
        ["sns"] = _ => From.SnsRaw(),
        ["s3"] = _ => From.S3(),
        ["sqsSnsS3"] = _ => From.S3OverSqs(),
        ["s3Event"] = _ => From.S3Event(),
        ["firehose"] = _ => From.Firehose(),
        ["cron"] = _ => From.Cron(),
        ["alarm"] = _ => From.Alarm(),
        ["cognito"] = options => From.Cognito(options.Text("eventTypePrefix") ?? "aws-cognito"),
    };

    public Source? Make(string name, JsonObject options)
    {
        if (!Sources.TryGetValue(name, out var make))
        {
            missing.Add($"the source {name}");
            return null;
        }
        var members = new Members(options);
        var source = make(members);
        foreach (var option in members.Unasked)
            missing.Add($"the option {option} of the source {name}");
        return source;
    }

    private static Source DynamoDb(Members options)
    {
        var defaults = new DynamoDbSourceOptions();
        return From.DynamoDb(
            new()
            {
                HashKey = options.Text("pkFn") ?? defaults.HashKey,
                RangeKey = options.Text("skFn") ?? defaults.RangeKey,
                Discriminator = options.Text("discriminatorFn") ?? defaults.Discriminator,
                EventTypePrefix = options.Text("eventTypePrefix"),
                IgnoreTtlExpiredEvents = options.Flag("ignoreTtlExpiredEvents"),
                IgnoreReplicas = options.Has("ignoreReplicas")
                    ? options.Flag("ignoreReplicas")
                    : defaults.IgnoreReplicas,
                PreferApproximateTimestamp = options.Flag("preferApproximateTimestamp"),
            }
        );
    }
}
