using System.Text;

namespace LambdaStream.Docs.Tests;

/// <summary>The code of docs/sources.md, compiled and run.</summary>
public class SourcesExamples
{
    [Fact]
    public async Task OneWayIn()
    {
        var options = new StreamOptions { EventBridge = new RecordingEventBridge(), BusName = "bus" };
        var bodies = new List<string>();
        Rule[] rules =
        [
            new Pipeline(
                "raw",
                units => units.Tap(uow => bodies.Add(uow.Record!.Json["body"].GetString() ?? uow.Event.Id!))
            ),
        ];

        var processor = new Processor(From.Any(From.SqsRaw()), options, rules);

        await processor.InvokeAsync(Records.SqsBodies("no JSON"));
        await processor.InvokeAsync(Records.EventBridge(Event.Of("thing-created", ("id", "1"))));
        Assert.Equal(["no JSON", "1"], bodies);
    }

    [Fact]
    public async Task Objects()
    {
        var keys = new List<string>();
        void Take(string key) => keys.Add(key);

        var objects = new Pipeline("objects", units => units.Tap(uow => Take(uow.Get(Slots.S3Notification)!.Key)));

        await new FunctionDriver(From.S3OverSqs(), objects).InvokeAsync(Records.S3OverSqs("bucket", "a b", "c"));
        Assert.Equal(["a b", "c"], keys);
    }

    [Fact]
    public async Task Firehose()
    {
        var transform = new FirehoseTransform
        {
            Id = "things",
            EventType = "thing-created",
            Transform = uow => uow.Event["thing"],
            TableName = "things", // a partition key, beside year, month, day, hour and minute
        };

        var run = await new FunctionDriver(From.Firehose(), transform).InvokeAsync(
            Records.Firehose(
                Event.Of("thing-created", ("id", "1"), ("timestamp", 1), ("thing", Json.ObjectOf(("n", 1)))),
                Event.Of("other", ("id", "2"))
            )
        );

        var answer = Json.Parse(run.Result.Response.ToArray())["records"];
        Assert.Equal("Ok", answer[0]["result"].GetString());
        Assert.Equal("Dropped", answer[1]["result"].GetString());
    }

    [Fact]
    public async Task Cognito()
    {
        var confirm = new Pipeline(
            "confirm",
            "aws-cognito-pre-sign-up-sign-up",
            units => units.Map(uow => uow.With(Slots.CognitoResponse, Json.ObjectOf(("autoConfirmUser", true))))
        );

        var run = await new FunctionDriver(From.Cognito(), confirm).InvokeAsync(Records.Cognito("PreSignUp_SignUp"));

        Assert.Contains(
            "\"response\":{\"autoConfirmUser\":true}",
            Encoding.UTF8.GetString(run.Result.Response.Span),
            StringComparison.Ordinal
        );
    }
}
