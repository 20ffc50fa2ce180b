using System.Text;
using System.Text.Json.Nodes;
using LambdaStream.Aws;
using LambdaStream.Conformance.Running;
using LambdaStream.Conformance.Services;
using LambdaStream.Conformance.Services.Wire;
using LambdaStream.Conformance.Values;
using LambdaStream.Conformance.Vectors;
using LambdaStream.Connectors;
using Xunit;

namespace LambdaStream.Conformance.UnitTests;

public sealed class WireFormTests
{
    private static readonly FixedClock Clock = new(DateTimeOffset.FromUnixTimeMilliseconds(1768471845123));

    [Fact]
    public async Task Connect_ASigningNameThatNoServiceHas_IsAProblem()
    {
        var services = Services();
        await using var form = Form(services);
        var options = form.Connect(new StreamOptions { Time = Clock, Region = "us-west-2" });

        await Assert.ThrowsAsync<ServiceException>(async () =>
            await options.SecretsManager!.GetSecretValueAsync(new() { SecretId = "a" }, default)
        );

        Assert.Contains("secretsmanager", Assert.Single(form.Problems), StringComparison.Ordinal);
        Assert.Empty(services.Requests);
    }

    [Fact]
    public async Task Connect_AWrongSignature_IsAProblemAndReachesNoService()
    {
        var services = Services();
        await using var form = Form(services);
        var options = form.Connect(new StreamOptions { Time = Clock, Region = "us-west-2" });
        var other = new WireEnvironment(BaseEnvironment.With(Some.Object("{'AWS_SECRET_ACCESS_KEY': 'another'}")));
        options = options.UseAws(AwsOptions.FromEnvironment(other.Client(form.Endpoint)));

        await Assert.ThrowsAsync<ServiceException>(async () =>
            await options.Kms!.DecryptAsync(new() { CiphertextBlob = new byte[] { 1 } }, default)
        );

        Assert.Contains("signature does not match", Assert.Single(form.Problems), StringComparison.Ordinal);
        Assert.Empty(services.Requests);
    }

    [Fact]
    public async Task Kms_InAnotherRegion_IsRecordedThere()
    {
        var services = Services();
        await using var form = Form(services);
        var options = form.Connect(new StreamOptions { Time = Clock, Region = "us-west-2" });

        var key = await options.Kms!.GenerateDataKeyAsync(new() { KeyId = "alias/a", Region = "eu-west-1" }, default);
        var plain = await options.Kms.DecryptAsync(new() { CiphertextBlob = key.CiphertextBlob }, default);

        Assert.Equal((32, 32), (key.Plaintext.Length, plain.Plaintext.Length));
        Assert.Equal(
            [("GenerateDataKey", "eu-west-1"), ("Decrypt", "us-west-2")],
            services.Requests.Select(request => (request.Operation, request.Region))
        );
        Assert.Empty(form.Problems);
    }

    [Fact]
    public async Task EventBridge_AGlobalEndpoint_StaysAtThePort()
    {
        var services = Services();
        await using var form = Form(services);
        var options = form.Connect(
            new StreamOptions
            {
                Time = Clock,
                Region = "us-west-2",
                BusEndpointId = "abc.123",
            }
        );

        await options.EventBridge!.PutEventsAsync(new() { Entries = [], EndpointId = "abc.123" }, default);

        Assert.Equal("abc.123", options.BusEndpointId);
        Assert.Equal("{\"Entries\":[],\"EndpointId\":\"abc.123\"}", Input(services));
    }

    [Fact]
    public async Task Sns_AttributesAndBatches_KeepTheirShape()
    {
        var services = Services("{'sns.PublishBatch': [{'failIndexes': [1], 'errorCode': 'X'}]}");
        await using var form = Form(services);
        var options = form.Connect(new StreamOptions { Time = Clock, Region = "us-west-2" });

        var answer = await options.Sns!.PublishBatchAsync(
            new()
            {
                TopicArn = "arn:t",
                PublishBatchRequestEntries =
                [
                    new()
                    {
                        Id = "a",
                        Message = "x=1&y + é",
                        MessageAttributes = new Dictionary<string, MessageAttributeValue>
                        {
                            ["type.of"] = new() { DataType = "String", StringValue = "thing" },
                        },
                    },
                    new() { Id = "b", Message = "2" },
                ],
            },
            default
        );

        Assert.Equal(("a", "b", "X"), (answer.Successful[0].Id, answer.Failed[0].Id, answer.Failed[0].Code));
        Assert.Equal(
            "{\"TopicArn\":\"arn:t\",\"PublishBatchRequestEntries\":[{\"Id\":\"a\",\"Message\":\"x=1&y + é\","
                + "\"MessageAttributes\":{\"type.of\":{\"DataType\":\"String\",\"StringValue\":\"thing\"}}},"
                + "{\"Id\":\"b\",\"Message\":\"2\"}]}",
            Input(services)
        );
    }

    [Fact]
    public async Task S3_ObjectsWithOddKeys_AreWrittenListedReadAndMissed()
    {
        const string key = "a b/ü+&\u0001?.json";
        var services = Services();
        await using var form = Form(services);
        var s3 = form.Connect(new StreamOptions { Time = Clock, Region = "us-west-2" }).S3!;

        await s3.PutObjectAsync(
            new()
            {
                Bucket = "b",
                Key = key,
                Body = Encoding.UTF8.GetBytes("é"),
                Metadata = new Dictionary<string, string> { ["Kind"] = "x" },
            },
            default
        );
        var listed = await s3.ListObjectsV2Async(
            new()
            {
                Bucket = "b",
                Prefix = "a b/",
                MaxKeys = 1,
            },
            default
        );
        var read = await s3.GetObjectAsync(new() { Bucket = "b", Key = key }, default);
        var head = await s3.HeadObjectAsync(new() { Bucket = "b", Key = key }, default);
        var missing = await Assert.ThrowsAsync<ServiceException>(async () =>
            await s3.HeadObjectAsync(new() { Bucket = "b", Key = "none" }, default)
        );

        Assert.Equal(key, Assert.Single(listed.Contents).Key);
        Assert.Equal(("é", 2L, "NotFound"), (read.Text, head.ContentLength, missing.Code));
        Assert.Equal(
            "{\"Bucket\":\"b\",\"Key\":\"a b/ü+&\\u0001?.json\",\"Metadata\":{\"kind\":\"x\"},\"Body\":\"é\"}",
            Input(services)
        );
        Assert.Empty(form.Problems);
    }

    [Fact]
    public async Task Lambda_AnAnswerOfAFunction_HasItsStatusErrorAndPayload()
    {
        var services = Services(
            "{'lambda.Invoke': [{'body': {'StatusCode': 202, 'FunctionError': 'Unhandled', 'Payload': '{}'}}]}"
        );
        await using var form = Form(services);
        var options = form.Connect(new StreamOptions { Time = Clock, Region = "us-west-2" });

        var answer = await options.Lambda!.InvokeAsync(
            new()
            {
                FunctionName = "a:b",
                InvocationType = InvocationType.Event,
                Qualifier = "live",
                Payload = "{\"a\":1}"u8.ToArray(),
            },
            default
        );

        Assert.Equal(
            (202, "Unhandled", "{}"),
            (answer.StatusCode, answer.FunctionError, Encoding.UTF8.GetString(answer.Payload.Span))
        );
        Assert.Equal(
            "{\"FunctionName\":\"a:b\",\"Qualifier\":\"live\",\"InvocationType\":\"Event\",\"Payload\":{\"a\":1}}",
            Input(services)
        );
    }

    private static WireForm Form(ScriptedServices services) => new(services, new(BaseEnvironment.With([])), Clock);

    private static ScriptedServices Services(string responses = "{}") =>
        new(Some.Object(responses), new JsonObject(), "us-west-2");

    private static string Input(ScriptedServices services) => JavaScriptJson.Stringify(services.Requests[0].Input);
}
