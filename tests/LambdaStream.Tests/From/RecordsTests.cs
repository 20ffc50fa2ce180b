using System.Text.Json;
using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

/// <summary>What the builders make has all that the Node library's helpers make (1.0.0, recorded), with the same values.</summary>
public class RecordsTests
{
    private static readonly Event Thing = Event.Of("thing-created", ("id", "1"), ("partitionKey", "p"));

    private static readonly Item Image = Item.Of(("pk", "1"), ("sk", "thing"), ("name", "n"));

    [Fact]
    public void Kinesis_HasWhatToKinesisRecordsHas()
    {
        var records = Json.Parse(Records.Kinesis(Thing, Thing));

        AssertHas(
            """{"Records":[{"eventSource":"aws:kinesis","eventID":"shardId-000000000000:0","awsRegion":"us-west-2","kinesis":{"sequenceNumber":"0"}},{"eventSource":"aws:kinesis","eventID":"shardId-000000000000:1","awsRegion":"us-west-2","kinesis":{"sequenceNumber":"1"}}]}""",
            records
        );
        AssertHas(
            """{"id":"1","type":"thing-created","partitionKey":"p"}""",
            Json.Parse(Convert.FromBase64String(records["Records"][0]["kinesis"]["data"].GetString()!))
        );
    }

    [Fact]
    public void DynamoDb_HasWhatToDynamodbRecordsHas() =>
        AssertHas(
            """
            {"Records":[
              {"eventID":"0","eventName":"INSERT","eventSource":"aws:dynamodb","awsRegion":"us-east-1","dynamodb":{"ApproximateCreationDateTime":1572832690,"Keys":{"pk":{"S":"1"},"sk":{"S":"thing"}},"NewImage":{"pk":{"S":"1"},"sk":{"S":"thing"},"name":{"S":"n"},"awsregion":{"S":"us-east-1"}},"SequenceNumber":"0","StreamViewType":"NEW_AND_OLD_IMAGES"}},
              {"eventID":"1","eventName":"MODIFY","eventSource":"aws:dynamodb","awsRegion":"us-west-2","dynamodb":{"ApproximateCreationDateTime":1572832690,"Keys":{"pk":{"S":"1"},"sk":{"S":"thing"}},"NewImage":{"pk":{"S":"1"},"sk":{"S":"thing"},"name":{"S":"m"}},"OldImage":{"pk":{"S":"1"},"sk":{"S":"thing"},"name":{"S":"n"}},"SequenceNumber":"1","StreamViewType":"NEW_AND_OLD_IMAGES"}},
              {"eventID":"2","eventName":"REMOVE","eventSource":"aws:dynamodb","awsRegion":"us-west-2","dynamodb":{"ApproximateCreationDateTime":1572832690,"Keys":{"pk":{"S":"1"},"sk":{"S":"thing"}},"OldImage":{"pk":{"S":"1"},"sk":{"S":"thing"},"name":{"S":"n"}},"SequenceNumber":"2","StreamViewType":"NEW_AND_OLD_IMAGES"}}
            ]}
            """,
            Json.Parse(
                Records.DynamoDb(
                    At(Change.Insert(Image.With("awsregion", "us-east-1"))),
                    At(Change.Modify(Image, Image.With("name", "m"))),
                    At(Change.Remove(Image))
                )
            )
        );

    [Fact]
    public void Sqs_HasWhatToSqsRecordsAndToSqsEventRecordsHave()
    {
        AssertHas(
            """{"Records":[{"eventSource":"aws:sqs","messageId":"00000000-0000-0000-0000-000000000000","body":"one","attributes":{"SentTimestamp":"1545082649183"},"awsRegion":"us-west-2"},{"eventSource":"aws:sqs","messageId":"00000000-0000-0000-0000-000000000001","body":"two","attributes":{"SentTimestamp":"1545082649183"},"awsRegion":"us-west-2"}]}""",
            Json.Parse(Records.SqsBodies("one", "two"))
        );
        AssertHas(
            """{"id":"1","type":"thing-created","partitionKey":"p"}""",
            Json.Parse(Json.Parse(Records.Sqs(Thing))["Records"][0]["body"].GetString()!)
        );
    }

    [Fact]
    public void Sns_HasWhatToSnsRecordsHas() =>
        AssertHas(
            """{"Records":[{"EventSource":"aws:sns","Sns":{"MessageId":"00000000-0000-0000-0000-000000000000","Message":"one","MessageAttributes":{},"Subject":"TestSubject"}},{"EventSource":"aws:sns","Sns":{"MessageId":"00000000-0000-0000-0000-000000000001","Message":"two","MessageAttributes":{},"Subject":"TestSubject"}}]}""",
            Json.Parse(Records.SnsMessages("one", "two"))
        );

    [Fact]
    public void S3_HasWhatToS3RecordsHas() =>
        AssertHas(
            """{"Records":[{"eventSource":"aws:s3","awsRegion":"us-west-2","responseElements":{"x-amz-request-id":"0000000000000000"},"s3":{"bucket":{"name":"b","arn":"arn:aws:s3:::b"},"object":{"key":"k","size":10}}}]}""",
            Json.Parse(Records.S3("b", "k"))
        );

    [Fact]
    public void S3OverSnsOverSqs_HasTheLayersOfToSqsSnsS3Records()
    {
        var body = Json.Parse(Records.S3OverSnsOverSqs("b", "k"))["Records"][0]["body"].GetString()!;

        AssertHas(
            """{"Records":[{"s3":{"bucket":{"name":"b"},"object":{"key":"k"}}}]}""",
            Json.Parse(Json.Parse(body)["Message"].GetString()!)
        );
    }

    [Fact]
    public void EventBridge_HasWhatToEventBridgeRecordHas() =>
        AssertHas(
            """{"version":"0","id":"0","source":"test","region":"us-west-1","detail-type":"thing-created","detail":{"id":"1","type":"thing-created","partitionKey":"p"}}""",
            Json.Parse(Records.EventBridge(Thing))
        );

    [Fact]
    public void Canaries_HaveWhatThoseOfTheNodeLibraryHave()
    {
        AssertHas(
            """{"Records":[{"eventSource":"aws:kinesis","eventID":"shardId-000000000000:0","awsRegion":"us-west-2","kinesis":{"sequenceNumber":"0","data":"eyJ0eXBlIjoidW5rbm93bi10eXBlIn0="}}]}""",
            Json.Parse(Records.UnknownKinesis())
        );
        AssertHas(
            """{"Records":[{"eventID":"0","eventName":"INSERT","eventSource":"aws:dynamodb","awsRegion":"us-west-2","dynamodb":{"ApproximateCreationDateTime":0,"Keys":{"pk":{"S":"0"},"sk":{"S":"0"}},"NewImage":{"discriminator":{"S":"unknown"}},"SequenceNumber":"0","StreamViewType":"NEW_AND_OLD_IMAGES"}}]}""",
            Json.Parse(Records.UnknownDynamoDb())
        );
        AssertHas(
            """{"Records":[{"eventSource":"aws:sqs","messageId":"00000000-0000-0000-0000-000000000000","body":"{\"type\":\"unknown-type\"}","attributes":{"SentTimestamp":"1545082649183"},"awsRegion":"us-west-2"}]}""",
            Json.Parse(Records.UnknownSqs())
        );
    }

    private static Change At(Change change) => change with { Time = 1_572_832_690 };

    private static void AssertHas(string recorded, Json built) => AssertHas(Json.Parse(recorded), built, "$");

    // Lambda delivers more members than the helpers make, so ours may have more; lists have as many elements.
    private static void AssertHas(Json recorded, Json built, string path)
    {
        Assert.True(recorded.Kind == built.Kind, $"{path} is {built.Kind}, recorded is {recorded.Kind}");
        switch (recorded.Kind)
        {
            case JsonValueKind.Object:
                foreach (var (name, value) in recorded.EnumerateObject())
                    AssertHas(value, built[name], $"{path}.{name}");
                break;
            case JsonValueKind.Array:
                var count = 0;
                foreach (var value in recorded.EnumerateArray())
                    AssertHas(value, built[count], $"{path}[{count++}]");
                Assert.False(built[count].IsDefined, $"{path} has more than {count} elements");
                break;
            case JsonValueKind.String:
                Assert.True(recorded.GetString() == built.GetString(), $"{path} is {built}, recorded is {recorded}");
                break;
            default:
                Assert.True(recorded.ToString() == built.ToString(), $"{path} is {built}, recorded is {recorded}");
                break;
        }
    }
}
