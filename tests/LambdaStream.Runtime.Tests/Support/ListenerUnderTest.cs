using LambdaStream.Aws;
using LambdaStream.Connectors;
using LambdaStream.Shared;

namespace LambdaStream.Runtime.Tests.Support;

/// <summary>ThingService's listener as a program, and the AWS that it finds.</summary>
internal static class ListenerUnderTest
{
    private const string AccessKey = "listener";

    public static ProgramUnderTest Start(
        RuntimeApiServer api,
        Uri table,
        LoopbackEndpoint bus,
        params (string Name, string Value)[] more
    ) =>
        new(
            "ThingFunctions",
            api,
            [
                ("FUNCTION", "listener"),
                ("AWS_REGION", "us-east-1"),
                ("AWS_ACCESS_KEY_ID", AccessKey),
                ("AWS_SECRET_ACCESS_KEY", "secret"),
                ("AWS_SESSION_TOKEN", "token"),
                ("AWS_ENDPOINT_URL_DYNAMODB", $"{table}"),
                ("AWS_ENDPOINT_URL_EVENTBRIDGE", $"{bus.Uri}"),
                ("ENTITY_TABLE_NAME", "view"),
                ("BUS_NAME", "bus"),
                .. more,
            ]
        );

    public static LoopbackEndpoint Endpoint() =>
        new(
            new()
            {
                AccessKeyId = AccessKey,
                SecretAccessKey = "secret",
                SessionToken = "token",
            }
        )
        {
            Otherwise = static request =>
                request.Operation is "PutEvents"
                    ? LoopbackAnswer.Of("""{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}""")
                    : new(),
        };

    public static AwsTables Tables(DynamoDbLocal dynamoDb, out IDynamoDb port)
    {
        var aws = new AwsOptions
        {
            Region = "us-east-1",
            Credentials = new StaticCredentials(AccessKey, "secret"),
            DynamoDb = new() { Endpoint = dynamoDb.Endpoint, Timeout = TimeSpan.FromSeconds(30) },
        };
        port = new StreamOptions().UseAws(aws).DynamoDb!;
        return new(new(), aws);
    }
}
