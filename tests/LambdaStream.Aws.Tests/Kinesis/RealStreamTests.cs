using LambdaStream.Aws.Tests.Support;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;
using LambdaStream.Shared;

namespace LambdaStream.Aws.Tests.Kinesis;

public sealed class RealStreamTests(KinesisMock mock) : StreamContract
{
    private static readonly AwsService Service = new("Kinesis", "kinesis", "kinesis");

    protected override string InvalidRequest => "InvalidArgumentException";

    protected override async ValueTask<(IKinesis Kinesis, string StreamName)> CreateAsync()
    {
        var name = $"s{Guid.CreateVersion7():N}";
        await CallAsync("CreateStream", Json.ObjectOf(("StreamName", name), ("ShardCount", 2L)));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var stream = await CallAsync("DescribeStreamSummary", Json.ObjectOf(("StreamName", name)));
            if (stream["StreamDescriptionSummary"]["StreamStatus"].IsString("ACTIVE"))
                break;
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
        return (new StreamOptions().UseAws(RealServices.Options(mock.Endpoint)).Kinesis!, name);
    }

    private ValueTask<Json> CallAsync(string operation, Json request) =>
        RealServices.CallAsync(mock.Endpoint, Service, "1.1", "Kinesis_20131202", operation, request);
}
