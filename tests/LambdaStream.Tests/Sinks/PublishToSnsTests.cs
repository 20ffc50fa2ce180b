using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class PublishToSnsTests : VerbContract
{
    private readonly RecordingSns _sns = new();

    private protected override IReadOnlyList<Verb> Forms =>
        [source => source.PublishToSns(), source => source.PublishToSns(new() { BatchSize = 10 })];

    private protected override int MostReadsPerUnit => 2;

    private protected override StreamOptions UnitOptions => Options;

    private StreamOptions Options => new() { Sns = _sns, TopicArn = "arn:topic" };

    // Node: publish
    [Fact]
    public async Task Publish_Messages_GoOneByOne()
    {
        var units = await Messages(2).Stream().PublishToSns().ToListAsync();

        Assert.Equal(["arn:topic", "arn:topic"], _sns.Requests.Select(request => request.TopicArn));
        Assert.Equal("0", units[0].Get(Slots.SnsResponse)!.MessageId);
        Assert.Empty(_sns.Batches);
    }

    [Fact]
    public async Task Publish_AMessageWithATargetOfItsOwn_GoesThere()
    {
        var unit = Some.Unit(options: Options).With(Slots.SnsMessage, new() { PhoneNumber = "+1", Message = "x" });

        await new[] { unit }.Stream().PublishToSns().ToListAsync();

        Assert.Null(Assert.Single(_sns.Requests).TopicArn);
    }

    [Fact]
    public async Task Publish_InBatches_TakesTenMessagesAtOnce()
    {
        var units = await Messages(11).Stream().PublishToSns(new() { BatchSize = 10 }).ToListAsync();

        Assert.Equal(11, units.Count);
        Assert.Equal([10, 1], _sns.Batches.Select(batch => batch.PublishBatchRequestEntries.Count));
        Assert.Empty(_sns.Requests);
    }

    [Fact]
    public async Task Publish_AServiceError_IsAFault()
    {
        _sns.OnPublish = (_, _) => throw new ServiceException("NotFound", "Topic does not exist");
        var units = Messages(2);

        Assert.Empty(await units.Stream().PublishToSns().ToListAsync());

        Assert.Equal(2, units.Faults().Count);
    }

    private IReadOnlyList<UnitOfWork> Messages(int count) =>
        [.. Some.Units(count, Options).Select(uow => uow.With(Slots.SnsMessage, new() { Message = "x" }))];
}
