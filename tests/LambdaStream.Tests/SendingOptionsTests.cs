using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class SendingOptionsTests
{
    [Fact]
    public void FromEnvironment_ReadsTheTargets()
    {
        var options = Read(
            ("STREAM_NAME", "hub"),
            ("DELIVERY_STREAM_NAME", "lake"),
            ("QUEUE_URL", "https://queue"),
            ("TOPIC_ARN", "arn")
        );

        Assert.Equal(
            ("hub", "lake", "https://queue", "arn"),
            (options.StreamName, options.DeliveryStreamName, options.QueueUrl, options.TopicArn)
        );
    }

    [Fact]
    public void FromEnvironment_SizesAndParallelism_HaveSeveralNames()
    {
        Assert.Equal(SizesOf(25, 25, 10, 1_048_576), SizesOf(Read()));
        Assert.Equal(SizesOf(7, 7, 7, 8), SizesOf(Read(("BATCH_SIZE", "7"), ("MAX_PAYLOAD_SIZE", "8"))));
        Assert.Equal(
            SizesOf(1, 2, 3, 4),
            SizesOf(
                Read(
                    ("BATCH_SIZE", "7"),
                    ("PUBLISH_BATCH_SIZE", "1"),
                    ("FIREHOSE_BATCH_SIZE", "2"),
                    ("SQS_BATCH_SIZE", "3"),
                    ("SQS_MAX_PAYLOAD_SIZE", "4")
                )
            )
        );
        var parallel = Read(("PARALLEL", "5"), ("SQS_PARALLEL", "6"), ("SNS_PARALLEL", "7"));
        Assert.Equal((5, 6, 7), (parallel.FirehoseParallel, parallel.SqsParallel, parallel.SnsParallel));
    }

    [Fact]
    public void Problems_OfAPublisherWithoutItsPortOrTarget_SayWhichIsMissing()
    {
        var options = new StreamOptions { Publish = Publisher.Kinesis };

        Assert.Collection(
            options.Problems,
            problem => Assert.Contains("StreamOptions.Kinesis", problem, StringComparison.Ordinal),
            problem => Assert.Contains("STREAM_NAME", problem, StringComparison.Ordinal)
        );
        Assert.Empty((options with { Kinesis = new RecordingKinesis(), StreamName = "hub" }).Problems);
    }

    private static (int, int, int, int) SizesOf(int kinesis, int firehose, int sqs, int payload) =>
        (kinesis, firehose, sqs, payload);

    private static (int, int, int, int) SizesOf(StreamOptions options) =>
        SizesOf(options.KinesisBatchSize, options.FirehoseBatchSize, options.SqsBatchSize, options.MaxSqsPayloadSize);

    private static StreamOptions Read(params (string Name, string Value)[] variables) =>
        StreamOptions.FromEnvironment(variables.ToDictionary(one => one.Name, one => one.Value));
}
