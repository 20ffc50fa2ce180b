using LambdaStream.Sinks;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class PublisherTests
{
    private static readonly PublishOptions Own = new();

    [Fact]
    public void Problems_OfEachTarget_AreItsPortAndItsName()
    {
        Assert.Equal(
            [
                "They are published to EventBridge, but there is no port. Set StreamOptions.EventBridge, or Publish.",
                "They are published to EventBridge, but there is no bus. Set StreamOptions.BusName, or BUS_NAME.",
                "They are published to Kinesis, but there is no port. Set StreamOptions.Kinesis, or Publish.",
                "They are published to Kinesis, but there is no stream. Set StreamOptions.StreamName, or STREAM_NAME.",
                "They are published to Firehose, but there is no port. Set StreamOptions.Firehose, or Publish.",
                "They are published to Firehose, but there is no stream. Set StreamOptions.DeliveryStreamName, or DELIVERY_STREAM_NAME.",
            ],
            new[] { Publisher.EventBridge, Publisher.Kinesis, Publisher.Firehose }.SelectMany(publisher =>
                publisher.Problems("They are", new StreamOptions(), Own)
            )
        );
    }

    [Fact]
    public void Problems_WhatARuleHasOfItsOwn_IsNotMissing()
    {
        var own = new PublishOptions { Firehose = new RecordingFirehose(), DeliveryStreamName = "lake" };

        Assert.Empty(Publisher.Firehose.Problems("They are", new StreamOptions(), own));
    }

    [Fact]
    public async Task Connect_OfOnesOwn_GetsTheOptionsAndNeedsNothingKnown()
    {
        PublishOptions? seen = null;
        var publisher = new Publisher(
            (units, options) =>
            {
                seen = options;
                return units.Filter(uow => uow.Event.Id != "0");
            }
        );

        var units = await publisher.Connect(Some.Units(3).Stream(), Own).ToListAsync();

        Assert.Equal(2, units.Count);
        Assert.Same(Own, seen);
        Assert.Empty(publisher.Problems("They are", new StreamOptions(), Own));
    }
}
