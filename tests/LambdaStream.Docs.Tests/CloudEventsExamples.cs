using LambdaStream.Connectors;

namespace LambdaStream.Docs.Tests;

/// <summary>The code of docs/cloudevents.md, compiled and run.</summary>
public class CloudEventsExamples
{
    private static readonly Event Foreign = Event.Parse(
        """
        { "specversion": "1.0", "id": "1", "source": "/shop", "type": "order-created", "subject": "o1",
          "data": { "order": { "n": 1 } } }
        """
    );

    [Fact]
    public async Task InAndOut()
    {
        var bus = new RecordingEventBridge();

        var options = new StreamOptions
        {
            EventBridge = bus,
            BusName = "orders",
            ReadsCloudEvents = true,
            PublishesCloudEvents = true,
            CloudEventSource = "https://orders.example/service",
        };

        var rule = new Pipeline(
            "confirm",
            units =>
                units
                    .Map(uow => uow.With(Event.Of("order-confirmed", ("id", "2"), ("order", uow.Event["order"]))))
                    .PublishToEventBridge()
        );
        await new Processor(From.Kinesis(), options, [rule]).InvokeAsync(Records.Kinesis(Foreign));

        var detail = Assert.Single(Assert.Single(bus.Requests).Entries).Detail;
        Assert.Equal("https://orders.example/service", detail["source"].GetString());
        Assert.Equal(1, detail.At("data.order.n").GetInt64());
    }

    [Fact]
    public async Task Messages()
    {
        var sqs = new RecordingSqs();

        var send = new Pipeline(
            "to-partners",
            units =>
                units
                    .Map(uow =>
                        uow.With(
                            Slots.SqsMessage,
                            new SendMessageBatchRequestEntry
                            {
                                Id = $"{uow.Record!.Index}",
                                MessageBody = CloudEvent.Write(uow.Event, "/orders").ToString(),
                            }
                        )
                    )
                    .SendToSqs()
        );

        var driver = new FunctionDriver(From.Kinesis(), send);
        driver.Options = driver.Options with { Sqs = sqs, QueueUrl = "https://queue", ReadsCloudEvents = true };
        await driver.InvokeAsync(Records.Kinesis(Foreign));

        var body = Json.Parse(Assert.Single(Assert.Single(sqs.Requests).Entries).MessageBody);
        // It was read from a shop and keeps that it was.
        Assert.Equal(("/shop", "o1"), (body["source"].GetString(), body["subject"].GetString()));
    }
}
