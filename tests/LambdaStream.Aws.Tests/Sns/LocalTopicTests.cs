using LambdaStream.Connectors;
using LambdaStream.Local;

namespace LambdaStream.Aws.Tests.Sns;

public sealed class LocalTopicTests : TopicContract
{
    private readonly LocalWorld _world = new();

    protected override ValueTask<(ISns Sns, string TopicArn)> CreateAsync()
    {
        var topic = _world.Topic("things").Subscribe(_world.Queue("things"), rawMessageDelivery: true);
        return new((_world.Sns, topic.Arn));
    }

    protected override ValueTask<IReadOnlyList<string>> ReceiveAsync() =>
        new([.. _world.Queue("things").Receive().Select(message => message.Body)]);

    // fauxqs takes any batch.
    [Fact]
    public async Task PublishBatch_OutsideTheLimits_IsRefused()
    {
        var (sns, arn) = await CreateAsync();

        await RefusedAsync(
            "TooManyEntriesInBatchRequest",
            sns,
            Batch(arn, [.. Enumerable.Range(0, 11).Select(i => ($"{i}", "x"))])
        );
        await RefusedAsync("BatchEntryIdsNotDistinct", sns, Batch(arn, ("1", "x"), ("1", "y")));
        Assert.Empty(await ReceiveAsync());
    }

    private static async Task RefusedAsync(string code, ISns sns, PublishBatchRequest request)
    {
        var error = await Assert.ThrowsAsync<ServiceException>(async () => await sns.PublishBatchAsync(request, Token));
        Assert.Equal(code, error.Code);
    }
}
