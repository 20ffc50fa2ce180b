using System.Text;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests;

public class LocalBucketTests
{
    private const string Key = "in/a b+é.json";
    private const string EncodedKey = "in/a+b%2B%C3%A9.json";

    private readonly LocalWorld _world = new(region: "us-west-2");

    [Fact]
    public async Task Put_TellsQueuesTopicsAndFunctions()
    {
        var token = TestContext.Current.CancellationToken;
        var (direct, over) = (_world.Queue("direct"), _world.Queue("over"));
        var function = new CollectingFunction();
        var bucket = _world
            .Bucket("things")
            .Notify(direct)
            .Notify(_world.Topic("topic").Subscribe(over))
            .Notify(function.InvokeAsync, prefix: "in/", suffix: ".json");

        await _world.S3.PutObjectAsync(
            new()
            {
                Bucket = "things",
                Key = Key,
                Text = "{}",
            },
            token
        );
        await _world.S3.PutObjectAsync(
            new()
            {
                Bucket = "things",
                Key = "out/x",
                Text = "{}",
            },
            token
        );
        Assert.Empty(function.Payloads);
        await _world.DrainAsync(cancellationToken: token);

        Assert.Equal(2, direct.Messages.Count);
        var body = Some.Read(Encoding.UTF8.GetBytes(over.Messages[0].MessageBody));
        var nested = Some.Read(Encoding.UTF8.GetBytes(body["Message"].GetString()!));
        var told = Assert.Single(function.Payloads);
        Assert.Equal(told.ToString(), nested.ToString());
        var record = told["Records"][0];
        Assert.Equal(
            ("aws:s3", "ObjectCreated:Put", "us-west-2", "things", EncodedKey, 2L),
            (
                record["eventSource"].GetString(),
                record["eventName"].GetString(),
                record["awsRegion"].GetString(),
                record["s3"]["bucket"]["name"].GetString(),
                record["s3"]["object"]["key"].GetString(),
                record["s3"]["object"]["size"].GetInt64()
            )
        );
        Assert.Equal([Key, "out/x"], bucket.Keys);
    }

    [Fact]
    public async Task DeleteAndCopy_AreToldToo_ButNotTheDeletionOfNothing()
    {
        var token = TestContext.Current.CancellationToken;
        var queue = _world.Queue("q");
        _world.Bucket("things").Notify(queue);

        await _world.S3.PutObjectAsync(new() { Bucket = "things", Key = "a" }, token);
        await _world.S3.CopyObjectAsync(
            new()
            {
                Bucket = "things",
                Key = "b",
                CopySource = "things/a",
            },
            token
        );
        await _world.S3.DeleteObjectAsync(new() { Bucket = "things", Key = "a" }, token);
        await _world.S3.DeleteObjectAsync(new() { Bucket = "things", Key = "a" }, token);

        Assert.Equal(
            ["ObjectCreated:Put", "ObjectCreated:Copy", "ObjectRemoved:Delete"],
            queue.Messages.Select(message =>
                Some.Read(Encoding.UTF8.GetBytes(message.MessageBody))["Records"][0]["eventName"].GetString()
            )
        );
    }

    // From a bucket to a view, with a queue in between.
    [Fact]
    public async Task S3Event_ObjectThatIsWritten_BecomesAnEventOfAFunction()
    {
        var token = TestContext.Current.CancellationToken;
        var queue = _world.Queue("q");
        _world.Bucket("lake").Notify(queue);
        var seen = new List<string?>();
        var options = new StreamOptions { BusName = "default" }.UseLocal(_world);
        var processor = new Processor(
            From.S3Event(),
            options,
            new Pipeline("p", units => units.Tap(uow => seen.Add(uow.Event["thing"]["name"].GetString())))
            {
                EventType = "thing-created",
            }
        );
        _world.Connect(
            queue,
            async (payload, cancellation) => (await processor.InvokeAsync(payload, new(), cancellation)).Response
        );

        foreach (var (key, type) in new[] { ("a b", "thing-created"), ("c", "other") })
            await _world.S3.PutObjectAsync(
                new()
                {
                    Bucket = "lake",
                    Key = key,
                    Text = Json.ObjectOf(("id", "1"), ("type", type), ("thing", Json.ObjectOf(("name", $"from {key}"))))
                        .ToString(),
                },
                token
            );
        await _world.S3.PutObjectAsync(
            new()
            {
                Bucket = "lake",
                Key = "bad",
                Text = "no JSON",
            },
            token
        );
        await _world.DrainAsync(cancellationToken: token);

        Assert.Equal(["from a b"], seen);
        Assert.Empty(queue.Messages);
        var fault = Assert.Single(_world.Bus("default").Events)["detail"];
        Assert.Equal(("fault", "JsonException"), (fault["type"].GetString(), fault["err"]["name"].GetString()));
        Assert.Equal("bad", fault["uow"]["getRequest"]["Key"].GetString());
    }

    // An event that is too large for the bus goes through a bucket, and arrives whole.
    [Fact]
    public async Task ClaimCheck_GoesThroughTheBucket()
    {
        var token = TestContext.Current.CancellationToken;
        var claims = _world.Bucket("claims");
        var large = new string('x', 300_000);
        var options = new StreamOptions
        {
            BusName = "default",
            ClaimCheckBucketName = "claims",
            CompressionThreshold = null,
        }.UseLocal(_world);
        var publisher = new Processor(
            From.Kinesis(),
            options,
            new Pipeline("p", units => units.PublishToEventBridge())
        );
        var seen = new List<int>();
        var listener = new Processor(
            From.EventBridge(),
            options,
            new Pipeline("l", units => units.Tap(uow => seen.Add(uow.Event["text"].GetString()!.Length)))
            {
                EventType = "thing-created",
            }
        );
        var @event = $$"""{"id":"1","type":"thing-created","partitionKey":"1","text":"{{large}}"}""";
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(@event));

        await publisher.InvokeAsync(
            Encoding.UTF8.GetBytes(
                $$$"""{"Records":[{"eventID":"s:1","kinesis":{"sequenceNumber":"1","data":"{{{data}}}"}}]}"""
            ),
            new(),
            token
        );
        var envelope = Assert.Single(_world.Bus("default").Events);
        await listener.InvokeAsync(envelope.ToUtf8(), new(), token);

        Assert.EndsWith("/1", Assert.Single(claims.Keys), StringComparison.Ordinal);
        Assert.True(envelope.ToUtf8().Length < 2_000);
        Assert.Equal([300_000], seen);
    }

    [Fact]
    public async Task Site_AnswersItsHostOnly()
    {
        var token = TestContext.Current.CancellationToken;
        _world.Site("things", request => new() { Text = request.Method });

        var answer = await _world.Fetch.FetchAsync(new() { Url = "https://things/1", Method = "PUT" }, token);
        var error = await Assert.ThrowsAsync<ServiceException>(async () =>
            await _world.Fetch.FetchAsync(new() { Url = "https://nowhere/" }, token)
        );

        Assert.Equal("PUT", answer.Text);
        Assert.Equal(("NetworkingError", true), (error.Code, error.IsConnectionFailure));
    }
}
