namespace LambdaStream.Local.Tests;

public class LocalTopicTests
{
    [Fact]
    public async Task Publish_ReachesQueuesInAnEnvelopeAndFunctionsWhileDraining()
    {
        var token = TestContext.Current.CancellationToken;
        var world = new LocalWorld();
        var queue = world.Queue("q");
        var payloads = new List<Json>();
        var topic = world
            .Topic("t")
            .Subscribe(queue)
            .Subscribe(
                (payload, _) =>
                {
                    payloads.Add(Json.Parse(payload.ToArray()));
                    return new(default(ReadOnlyMemory<byte>));
                }
            );

        await world.Sns.PublishAsync(
            new()
            {
                TopicArn = topic.Arn,
                Message = "x",
                Subject = "s",
            },
            token
        );
        Assert.Empty(payloads);
        await world.DrainAsync(cancellationToken: token);

        var body = Json.Parse(System.Text.Encoding.UTF8.GetBytes(Assert.Single(queue.Messages).MessageBody));
        Assert.Equal(("Notification", "x"), (body["Type"].GetString(), body["Message"].GetString()));
        var sns = Assert.Single(payloads)["Records"][0]["Sns"];
        Assert.Equal(
            ("x", "s", topic.Arn),
            (sns["Message"].GetString(), sns["Subject"].GetString(), sns["TopicArn"].GetString())
        );
    }
}
