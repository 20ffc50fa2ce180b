using LambdaStream.Connectors;
using LambdaStream.Local;

namespace LambdaStream.AotApp;

/// <summary>Calls each service that takes batches once, so that what a call needs is compiled natively too.</summary>
internal static class Sending
{
    public static void Create(LocalWorld world)
    {
        world.Stream("stream");
        world.DeliveryStream("lake");
        world.Bucket("objects");
        world.Site("things", _ => new() { Text = "{}" });
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
        await ObjectsAsync(options.S3!);
    }

    private static async Task ObjectsAsync(IS3 s3)
    {
        await s3.PutObjectAsync(
            new()
            {
                Bucket = "objects",
                Key = "a",
                Text = "{}",
            },
            default
        );
        await s3.CopyObjectAsync(
            new()
            {
                Bucket = "objects",
                Key = "b",
                CopySource = "objects/a",
            },
            default
        );
        await s3.GetObjectAsync(new() { Bucket = "objects", Key = "b" }, default);
        await using (await s3.OpenObjectAsync(new() { Bucket = "objects", Key = "b" }, default)) { }
        await s3.HeadObjectAsync(new() { Bucket = "objects", Key = "b" }, default);
        await s3.ListObjectsV2Async(new() { Bucket = "objects" }, default);
        await s3.DeleteObjectAsync(new() { Bucket = "objects", Key = "b" }, default);
    }
}
