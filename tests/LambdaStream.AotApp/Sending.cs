using LambdaStream.Local;

namespace LambdaStream.AotApp;

/// <summary>Calls each service that takes batches once, so that what a call needs is compiled natively too.</summary>
internal static class Sending
{
    public static void Create(LocalWorld world)
    {
        world.Stream("stream");
        world.DeliveryStream("lake");
        world.Topic("topic").Subscribe(world.Queue("queue"));
    }

    public static async Task OnceAsync(StreamOptions options)
    {
        var data = "{}"u8.ToArray();
        await options.Kinesis!.PutRecordsAsync(
            new() { StreamName = "stream", Records = [new() { Data = data, PartitionKey = "1" }] },
            default
        );
        await options.Firehose!.PutRecordBatchAsync(
            new() { DeliveryStreamName = "lake", Records = [new() { Data = data }] },
            default
        );
        await options.Sqs!.SendMessageBatchAsync(
            new() { QueueUrl = "https://sqs/queue", Entries = [new() { Id = "1", MessageBody = "{}" }] },
            default
        );
        await options.Sns!.PublishAsync(new() { TopicArn = "arn:topic", Message = "{}" }, default);
        await options.Sns!.PublishBatchAsync(
            new() { TopicArn = "arn:topic", PublishBatchRequestEntries = [new() { Id = "1", Message = "{}" }] },
            default
        );
    }
}
