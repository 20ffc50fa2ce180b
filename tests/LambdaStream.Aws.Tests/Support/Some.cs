using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Support;

internal static class Some
{
    public const string KeyId = "AKIDEXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    public static AwsOptions Options(Uri endpoint, AwsServiceOptions? service = null)
    {
        service = (service ?? new() { Timeout = JumpingTime.Never }) with { Endpoint = endpoint };
        return new()
        {
            Region = "us-east-1",
            Credentials = new StaticCredentials(KeyId, Secret),
            DynamoDb = service,
            EventBridge = service,
            Kinesis = service,
            Firehose = service,
            Sqs = service,
            Sns = service,
            S3 = service with { MaxAttempts = 3 },
            Lambda = service,
            Scheduler = service,
            SecretsManager = service,
            Sts = service,
            Kms = service,
            CloudWatch = service,
            TimestreamWrite = service,
        };
    }

    /// <summary>A function's options with the ports on an endpoint, no jitter, and time-outs that never come.</summary>
    public static StreamOptions On(
        LoopbackEndpoint endpoint,
        TimeProvider? time = null,
        Func<AwsOptions, AwsOptions>? change = null
    )
    {
        var aws = Options(endpoint.Uri);
        return new StreamOptions { Time = time ?? new JumpingTime(), Random = static () => 1 }.UseAws(
            change is null ? aws : change(aws)
        );
    }

    /// <summary>An endpoint with the same clock as the client.</summary>
    public static LoopbackEndpoint Endpoint(TimeProvider time, params ReadOnlySpan<LoopbackAnswer> answers) =>
        new LoopbackEndpoint(new() { Time = time }).Then(answers);

    public static UpdateItemRequest Update() =>
        new()
        {
            TableName = "things",
            Key = Item.Of(("pk", "1")),
            UpdateExpression = "SET #name = :name",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#name"] = "name" },
            ExpressionAttributeValues = Item.Of((":name", "Thing \"1\"")),
        };

    public static ValueTask<UpdateItemResponse> UpdateAsync(
        this StreamOptions options,
        CancellationToken cancellationToken = default
    ) => options.DynamoDb!.UpdateItemAsync(Update(), cancellationToken);

    public static Task<ServiceException> FailedUpdateAsync(this StreamOptions options) =>
        Assert.ThrowsAsync<ServiceException>(async () => await options.UpdateAsync());
}
