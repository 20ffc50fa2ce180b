using System.Net;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Services;
using LambdaStream.Conformance.Values;
using LambdaStream.Connectors;
using Xunit;

namespace LambdaStream.Conformance.UnitTests;

public sealed class ScriptedServicesTests
{
    [Theory]
    [InlineData(
        "dynamodb",
        "UpdateItem",
        "{'Key': {'pk': {'S': 'a'}}, 'ReturnValues': 'ALL_NEW'}",
        "{'Attributes':{'pk':{'S':'a'}}}"
    )]
    [InlineData("dynamodb", "UpdateItem", "{'Key': {'pk': {'S': 'a'}}, 'ReturnValues': 'NONE'}", "{}")]
    [InlineData("dynamodb", "UpdateItem", "{'Key': {'pk': {'S': 'a'}}}", "{}")]
    [InlineData("dynamodb", "PutItem", "{'Item': {}}", "{}")]
    [InlineData("dynamodb", "Query", "{}", "{'Items':[],'Count':0,'ScannedCount':0}")]
    [InlineData(
        "dynamodb",
        "BatchGetItem",
        "{'RequestItems': {'t': {'Keys': [{}]}}}",
        "{'Responses':{'t':[]},'UnprocessedKeys':{}}"
    )]
    [InlineData(
        "eventbridge",
        "PutEvents",
        "{'Entries': [{}]}",
        "{'FailedEntryCount':0,'Entries':[{'EventId':'id-0'}]}"
    )]
    [InlineData(
        "kinesis",
        "PutRecords",
        "{'Records': [{}]}",
        "{'FailedRecordCount':0,'Records':[{'SequenceNumber':'id-0'}]}"
    )]
    [InlineData(
        "firehose",
        "PutRecordBatch",
        "{'Records': [{}]}",
        "{'FailedPutCount':0,'RequestResponses':[{'RecordId':'id-0'}]}"
    )]
    [InlineData(
        "sqs",
        "SendMessageBatch",
        "{'Entries': [{'Id': 'a'}]}",
        "{'Successful':[{'Id':'a','MessageId':'m-0'}],'Failed':[]}"
    )]
    [InlineData("lambda", "UpdateEventSourceMapping", "{}", "{}")]
    public void Call_WithoutScript_GivesTheDefaultAnswer(
        string service,
        string operation,
        string input,
        string expected
    ) =>
        Assert.Equal(
            expected.Replace('\'', '"'),
            JavaScriptJson.Stringify(Services().Call(service, operation, Some.Object(input)))
        );

    [Theory]
    [InlineData("GenerateDataKey")]
    [InlineData("Decrypt")]
    public void Call_Kms_GivesAKeyOf32Bytes(string operation) =>
        Assert.Equal(
            32,
            Convert.FromBase64String(Services().Call("kms", operation, [])!["Plaintext"]!.GetValue<string>()).Length
        );

    [Theory]
    [InlineData(
        "eventbridge",
        "PutEvents",
        "{'Entries': [{}, {}]}",
        "{'FailedEntryCount':1,'Entries':[{'EventId':'id-0'},{'ErrorCode':'X','ErrorMessage':'scripted error'}]}"
    )]
    [InlineData(
        "kinesis",
        "PutRecords",
        "{'Records': [{}, {}]}",
        "{'FailedRecordCount':1,'Records':[{'SequenceNumber':'id-0'},{'ErrorCode':'X','ErrorMessage':'scripted error'}]}"
    )]
    [InlineData(
        "firehose",
        "PutRecordBatch",
        "{'Records': [{}, {}]}",
        "{'FailedPutCount':1,'RequestResponses':[{'RecordId':'id-0'},{'ErrorCode':'X','ErrorMessage':'scripted error'}]}"
    )]
    [InlineData(
        "sqs",
        "SendMessageBatch",
        "{'Entries': [{'Id': 'a'}, {'Id': 'b'}]}",
        "{'Successful':[{'Id':'a','MessageId':'m-0'}],'Failed':[{'Id':'b','Code':'X','Message':'scripted error','SenderFault':false}]}"
    )]
    [InlineData(
        "dynamodb",
        "BatchGetItem",
        "{'RequestItems': {'t': {'Keys': [{'a': {'S': '1'}}]}, 'u': {'Keys': [{'a': {'S': '2'}}], 'ConsistentRead': true}}}",
        "{'Responses':{'t':[],'u':[]},'UnprocessedKeys':{'u':{'Keys':[{'a':{'S':'2'}}],'ConsistentRead':true}}}"
    )]
    public void Call_FailIndexes_FailTheseEntries(string service, string operation, string input, string expected)
    {
        var services = Services($"{{'{service}.{operation}': [{{'failIndexes': [1], 'errorCode': 'X'}}]}}");

        Assert.Equal(
            expected.Replace('\'', '"'),
            JavaScriptJson.Stringify(services.Call(service, operation, Some.Object(input)))
        );
    }

    [Fact]
    public void Call_ScriptedError_IsRaised()
    {
        var services = Services(
            "{'sqs.A': [{'error': 'E', 'message': 'm', 'status': 409}, {'error': 'InternalServerError'}]}"
        );

        var first = Assert.Throws<ServiceException>(() => services.Call("sqs", "A", []));
        var second = Assert.Throws<ServiceException>(() => services.Call("sqs", "A", []));

        Assert.Equal(("E", "m", HttpStatusCode.Conflict), (first.Code, first.Message, first.StatusCode));
        Assert.Equal(("scripted error", HttpStatusCode.InternalServerError), (second.Message, second.StatusCode));
        Assert.Equal("{}", JavaScriptJson.Stringify(services.Call("sqs", "A", [])));
    }

    [Fact]
    public void Call_Entries_AreUsedUpInOrder()
    {
        var services = Services(
            "{'dynamodb.Query': [{'body': 1}, {'times': 2, 'body': 2}, {'times': 'always', 'match': {'Limit': 1}, 'body': 3}]}"
        );

        Assert.Equal(
            ["1", "2", "2", "3", "3"],
            Enumerable
                .Range(0, 5)
                .Select(_ => JavaScriptJson.Stringify(services.Call("dynamodb", "Query", Some.Object("{'Limit': 1}"))))
        );
        Assert.StartsWith(
            "{\"Items\"",
            JavaScriptJson.Stringify(services.Call("dynamodb", "Query", Some.Object("{'Limit': 2}"))),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{'Key': {'pk': {'S': 'a'}}}", true)]
    [InlineData("{'Key': {'pk': {'S': 'b'}}}", false)]
    [InlineData("{'Key': {'sk': {'N': '1.0'}}}", true)]
    [InlineData("{'L': [{'x': 1}, 2]}", true)]
    [InlineData("{'L': [{'x': 1}]}", false)]
    [InlineData("{'L': [2, {'x': 1}]}", false)]
    [InlineData("{'Detail': {'id': 'e'}}", true)]
    [InlineData("{'missing': null}", false)]
    public void Call_Match_ComparesTheMembersGiven(string match, bool expected)
    {
        var services = Services($"{{'a.B': [{{'match': {match}, 'body': 'scripted'}}]}}");
        var input = Some.Object(
            "{'Key': {'pk': {'S': 'a'}, 'sk': {'N': '1'}}, 'L': [{'x': 1, 'y': 2}, 2], 'Detail': '{\\'id\\': \\'e\\', \\'n\\': 1}'}".Replace(
                "\\'",
                "\\\"",
                StringComparison.Ordinal
            )
        );

        Assert.Equal(expected, services.Call("a", "B", input) is JsonValue);
    }

    [Fact]
    public void Requests_AreRecordedNormalizedWithTheirRegions()
    {
        var services = Services();
        services.Call("scheduler", "CreateSchedule", Some.Object("{'Name': 'n', 'ClientToken': 'x'}"));
        services.Call("lambda", "Invoke", Some.Object("{'Payload': '[1]'}"), region: "us-east-1");
        services.Call("lambda", "Invoke", [], region: "us-west-2");
        services.Call("timestream", "DescribeEndpoints", []);

        Assert.Equal(
            [
                """{"service":"scheduler","operation":"CreateSchedule","input":{"Name":"n"},"region":"us-west-2"}""",
                """{"service":"lambda","operation":"Invoke","input":{"Payload":[1]},"region":"us-east-1"}""",
                """{"service":"lambda","operation":"Invoke","input":{},"region":"us-west-2"}""",
            ],
            services.Requests.Select(request => JavaScriptJson.Stringify(request.ToJson()))
        );
    }

    [Fact]
    public void Call_S3_KeepsObjects()
    {
        var services = Services(objects: "{'b/in/2': 'zwei ß', 'b/in/1': {'a': 1}, 'b/out': 'x', 'c/in/3': 'y'}");

        Assert.Equal("""{"a":1}""", Get("in/1"));
        services.Call("s3", "CopyObject", Some.Object("{'Bucket': 'b', 'Key': 'in/3', 'CopySource': '/b/in/2'}"));
        services.Call("s3", "PutObject", Some.Object("{'Bucket': 'b', 'Key': 'in/4', 'Body': 'new'}"));
        services.Call("s3", "DeleteObject", Some.Object("{'Bucket': 'b', 'Key': 'in/2'}"));
        Assert.Equal("zwei ß", Get("in/3"));
        Assert.Equal("new", Get("in/4"));
        var error = Assert.Throws<ServiceException>(() => Get("in/2"));
        Assert.Equal(("NoSuchKey", HttpStatusCode.NotFound), (error.Code, error.StatusCode));
        var head = services.Call("s3", "HeadObject", Some.Object("{'Bucket': 'b', 'Key': 'in/3'}"));
        Assert.Equal(7, head!["ContentLength"]!.GetValue<int>());

        string Get(string key) =>
            services.Call("s3", "GetObject", new() { ["Bucket"] = "b", ["Key"] = key })!["Body"]!.GetValue<string>();
    }

    [Fact]
    public void Call_S3_ListsPages()
    {
        var services = Services(objects: "{'b/in/1': '', 'b/in/2': '', 'b/in/3': '', 'b/out': '', 'c/in/1': ''}");

        var first = services.Call(
            "s3",
            "ListObjectsV2",
            Some.Object("{'Bucket': 'b', 'Prefix': 'in/', 'MaxKeys': 2}")
        )!;
        var second = services.Call(
            "s3",
            "ListObjectsV2",
            Some.Object("{'Bucket': 'b', 'Prefix': 'in/', 'MaxKeys': 2, 'ContinuationToken': '2'}")
        )!;

        Assert.Equal("2", first["NextContinuationToken"]!.GetValue<string>());
        Assert.Equal(["in/1", "in/2"], Keys(first));
        Assert.Equal(["in/3"], Keys(second));
        Assert.Null(second["NextContinuationToken"]);

        static IEnumerable<string> Keys(JsonNode page) =>
            page["Contents"]!.AsArray().Select(item => item!["Key"]!.GetValue<string>());
    }

    [Fact]
    public void Call_S3Body_IsTheObjectsContent() =>
        Assert.Equal(
            "hello",
            Services("{'s3.GetObject': [{'body': 'hello'}]}").Call("s3", "GetObject", [])!["Body"]!.GetValue<string>()
        );

    [Theory]
    [InlineData("dynamodb", "ThrottlingException", 400, 11)]
    [InlineData("sqs", "InternalFailure", 500, 11)]
    [InlineData("s3", "SlowDown", 503, 3)]
    [InlineData("kms", "ThrottlingException", 400, 3)]
    [InlineData("dynamodb", "ValidationException", 400, 1)]
    [InlineData("lambda", "ResourceConflictException", 409, 1)]
    public async Task SendAsync_Error_IsRetriedAsTheClientsDo(string service, string error, int status, int attempts)
    {
        var services = Services($"{{'{service}.Do': [{{'error': '{error}', 'status': {status}, 'times': 'always'}}]}}");

        await Assert.ThrowsAsync<ServiceException>(async () =>
            await new ScriptedClient(services, service).SendAsync("Do", [])
        );

        Assert.Equal(attempts, services.Requests.Count);
    }

    private static ScriptedServices Services(string responses = "{}", string objects = "{}") =>
        new(Some.Object(responses), Some.Object(objects), "us-west-2");
}
