using LambdaStream.Aws.Tests.Support;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;
using LambdaStream.Shared;

namespace LambdaStream.Aws.Tests.Sqs;

public sealed class RealQueueTests(Fauxqs fauxqs) : QueueContract
{
    private static readonly AwsService Service = new("SQS", "sqs", "sqs");

    protected override async ValueTask<(ISqs Sqs, string QueueUrl)> CreateAsync(
        string name,
        bool contentBasedDeduplication
    )
    {
        var attributes = name.EndsWith(".fifo", StringComparison.Ordinal)
            ? Json.ObjectOf(
                ("FifoQueue", "true"),
                ("ContentBasedDeduplication", contentBasedDeduplication ? "true" : "false")
            )
            : default;
        var unique = $"q{Guid.CreateVersion7():N}-{name}";
        var queue = await CallAsync("CreateQueue", Json.ObjectOf(("QueueName", unique), ("Attributes", attributes)));
        var options = new StreamOptions().UseAws(RealServices.Options(fauxqs.Endpoint));
        return (options.Sqs!, queue["QueueUrl"].GetString()!);
    }

    protected override async ValueTask<IReadOnlyList<(string Body, string? Group, string? Kind)>> ReceiveAsync(
        string url
    )
    {
        var messages = new List<(string, string?, string?)>();
        var request = Json.ObjectOf(
            ("QueueUrl", url),
            ("MaxNumberOfMessages", 10L),
            ("AttributeNames", Json.ArrayOf("All")),
            ("MessageAttributeNames", Json.ArrayOf("All"))
        );
        while (
            (await CallAsync("ReceiveMessage", request))["Messages"]
                is { IsNullOrUndefined: false, Count: > 0 } received
        )
        {
            foreach (var message in received.EnumerateArray())
            {
                messages.Add(
                    (
                        message["Body"].GetString()!,
                        message["Attributes"]["MessageGroupId"].GetString(),
                        message["MessageAttributes"]["kind"]["StringValue"].GetString()
                    )
                );
                var handle = message["ReceiptHandle"];
                await CallAsync("DeleteMessage", Json.ObjectOf(("QueueUrl", url), ("ReceiptHandle", handle)));
            }
        }
        return messages;
    }

    private ValueTask<Json> CallAsync(string operation, Json request) =>
        RealServices.CallAsync(fauxqs.Endpoint, Service, "1.0", "AmazonSQS", operation, request);
}
