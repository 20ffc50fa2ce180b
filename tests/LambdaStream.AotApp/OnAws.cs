using LambdaStream.Aws;
using LambdaStream.Testing;

namespace LambdaStream.AotApp;

/// <summary>Calls every service once more, through the adapters at an endpoint on this host that checks each signature.</summary>
internal static class OnAws
{
    // What any JSON protocol is answered with, each service seeing its own members.
    private const string JsonAnswer = """
        {"Entries":[{"EventId":"1"}],"Records":[{"SequenceNumber":"1","ShardId":"1"}],"RequestResponses":[{"RecordId":"1"}],
        "Successful":[{"Id":"1","MessageId":"1"}],"Attributes":{"pk":{"S":"1"}},"Items":[{"pk":{"S":"1"}}],
        "Responses":{"view":[{"pk":{"S":"1"}}]},"UnprocessedItems":{},"UnprocessedKeys":{},"SecretString":"e30=",
        "Plaintext":"AQ==","CiphertextBlob":"AQ==","UUID":"1","EventSourceMappings":[],"ScheduleArn":"arn",
        "StreamDescription":{"Shards":[]}}
        """;

    private const string XmlAnswer = """
        <R><PublishResult><MessageId>1</MessageId></PublishResult>
        <PublishBatchResult><Successful><member><Id>1</Id></member></Successful></PublishBatchResult>
        <AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>S</SecretAccessKey>
        <SessionToken>T</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></R>
        """;

    /// <summary>How many requests came, all of them well signed.</summary>
    public static async Task<int> CallAsync(StreamOptions options)
    {
        await using var endpoint = new LoopbackEndpoint(new() { Time = options.Time });
        endpoint.Otherwise = request => LoopbackAnswer.Of(IsXml(request) ? XmlAnswer : JsonAnswer);
        var service = new AwsServiceOptions { Endpoint = endpoint.Uri, Timeout = TimeSpan.FromMinutes(1) };
        var defaults = new LoopbackOptions();
        var aws = new AwsOptions
        {
            Region = "us-east-1",
            Credentials = new StaticCredentials(defaults.AccessKeyId, defaults.SecretAccessKey!),
            DynamoDb = service,
            DynamoDbStreams = service,
            EventBridge = service,
            Kinesis = service,
            Firehose = service,
            Sqs = service,
            Sns = service,
            S3 = service,
            Lambda = service,
            Scheduler = service,
            SecretsManager = service,
            Sts = service,
            Kms = service,
            CloudWatch = service,
            TimestreamWrite = service,
        };
        var onAws = (options with { Fetch = null }).UseAws(aws);

        await Tables.OnceAsync(onAws);
        await new AwsTables(onAws, aws).Streams.DescribeStreamAsync(new() { StreamArn = "arn" }, default);
        await Sending.OnceAsync(onAws);
        await Control.OnceAsync(onAws);
        var count = endpoint.Requests.Count;
        await onAws.Fetch!.FetchAsync(new() { Url = $"{endpoint.Uri}things/1" }, default);

        foreach (var request in endpoint.Requests.Take(count))
        {
            if (request.SignatureProblem is { } problem)
                throw new InvalidOperationException($"{request.Method} {request.Target}: {problem}");
        }
        return count;
    }

    // S3 has no body of its own but objects, and says what it means in XML.
    private static bool IsXml(LoopbackRequest request) =>
        request.Target.StartsWith("/objects", StringComparison.Ordinal)
        || request
            .Headers.GetValueOrDefault("Content-Type", "")
            .StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal);
}
