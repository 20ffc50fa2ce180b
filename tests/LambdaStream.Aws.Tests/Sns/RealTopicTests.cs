using LambdaStream.Aws.Tests.Support;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;
using LambdaStream.Shared;

namespace LambdaStream.Aws.Tests.Sns;

public sealed class RealTopicTests(Fauxqs fauxqs) : TopicContract
{
    private static readonly AwsService Sqs = new("SQS", "sqs", "sqs");
    private static readonly AwsService Sns = new("SNS", "sns", "sns");

    private string? _queueUrl;

    protected override async ValueTask<(ISns Sns, string TopicArn)> CreateAsync()
    {
        var name = $"t{Guid.CreateVersion7():N}";
        var queue = await CallAsync("CreateQueue", Json.ObjectOf(("QueueName", name)));
        _queueUrl = queue["QueueUrl"].GetString()!;
        var topic = await CallAsync("CreateTopic", ("Name", name));
        var arn = topic["TopicArn"].Text!;
        await CallAsync(
            "Subscribe",
            ("TopicArn", arn),
            ("Protocol", "sqs"),
            ("Endpoint", $"arn:aws:sqs:us-east-1:000000000000:{name}"),
            ("Attributes.entry.1.key", "RawMessageDelivery"),
            ("Attributes.entry.1.value", "true")
        );
        return (new StreamOptions().UseAws(RealServices.Options(fauxqs.Endpoint)).Sns!, arn);
    }

    protected override async ValueTask<IReadOnlyList<string>> ReceiveAsync()
    {
        var answer = await CallAsync(
            "ReceiveMessage",
            Json.ObjectOf(("QueueUrl", _queueUrl), ("MaxNumberOfMessages", 10L))
        );
        var bodies = new List<string>();
        if (answer["Messages"].IsNullOrUndefined)
            return bodies;
        foreach (var message in answer["Messages"].EnumerateArray())
            bodies.Add(message["Body"].GetString()!);
        return bodies;
    }

    private ValueTask<Json> CallAsync(string operation, Json request) =>
        RealServices.CallAsync(fauxqs.Endpoint, Sqs, "1.0", "AmazonSQS", operation, request);

    private ValueTask<XmlTree> CallAsync(string operation, params (string, string)[] parameters) =>
        RealServices.CallAsync(fauxqs.Endpoint, Sns, "2010-03-31", operation, parameters);
}
