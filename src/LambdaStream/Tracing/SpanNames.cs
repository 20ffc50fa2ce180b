using System.Diagnostics;
using LambdaStream.Observing;

namespace LambdaStream.Tracing;

/// <summary>How spans are named, after OpenTelemetry's conventions for messaging, databases and remote calls.</summary>
internal static class SpanNames
{
    public static string NameOf(Io io, string? target) => $"{io.Step} {ShortOf(target) ?? io.Service}";

    public static ActivityKind KindOf(Io io) =>
        io.Step is "publish" or "send" ? ActivityKind.Producer : ActivityKind.Client;

    public static IEnumerable<KeyValuePair<string, object?>> TagsOf(Io io, string? target)
    {
        yield return new(SpanTag.Step, io.Step);
        yield return new(SpanTag.RpcSystem, io.Service is "http" ? "http" : "aws-api");
        yield return new(SpanTag.RpcService, io.Service);
        yield return new(SpanTag.RpcMethod, io.Operation);
        if (io.Service is "dynamodb")
        {
            yield return new(SpanTag.Database, "aws.dynamodb");
            yield return new(SpanTag.DatabaseOperation, io.Operation);
            yield return new(SpanTag.Table, target);
        }
        else if (KindOf(io) is ActivityKind.Producer)
        {
            yield return new(SpanTag.System, SystemOf(io.Service));
            yield return new(SpanTag.OperationName, io.Step);
            yield return new(SpanTag.OperationType, "send");
            yield return new(SpanTag.Destination, ShortOf(target));
        }
    }

    /// <summary>OpenTelemetry's word for what a source or a service is.</summary>
    public static string SystemOf(string name) =>
        name.ToLowerInvariant() switch
        {
            "sqs" or "sqsraw" or "snsoversqs" or "s3oversqs" or "s3event" => "aws_sqs",
            "sns" or "snsraw" => "aws.sns",
            "kafka" or "kafkaraw" => "kafka",
            "custom" or "customeventbus" => "aws.eventbridge",
            "dynamodboverkinesis" => "aws.kinesis",
            var other => $"aws.{other}",
        };

    /// <summary>OpenTelemetry's word for what started the function.</summary>
    public static string TriggerOf(string source) =>
        source switch
        {
            "DynamoDb" or "DynamoDbOverKinesis" or "S3" or "S3Event" or "S3OverSqs" => "datasource",
            "Cron" => "timer",
            "Cognito" or "Direct" or "Alarm" => "other",
            _ => "pubsub",
        };

    /// <summary>What the records of a payload come from: a stream, a queue, a table, a topic. Null where they do not say.</summary>
    public static string? PlaceOf(UnitOfWork first)
    {
        var record = first.Origins[0].Json;
        foreach (var place in new[] { record["eventSourceARN"], record["EventSubscriptionArn"], record["topic"] })
        {
            if (place.Kind is System.Text.Json.JsonValueKind.String)
                return ShortOf(place.GetString());
        }
        return null;
    }

    // Of an ARN or a URL what names the thing itself: arn:aws:dynamodb:...:table/things/stream/2026 is things.
    private static string? ShortOf(string? target)
    {
        if (target is null)
            return null;
        const string table = ":table/";
        if (target.IndexOf(table, StringComparison.Ordinal) is >= 0 and var start)
            return target[(start + table.Length)..].Split('/')[0];
        return target[(target.LastIndexOfAny(['/', ':']) + 1)..] is { Length: > 0 } name ? name : target;
    }
}
