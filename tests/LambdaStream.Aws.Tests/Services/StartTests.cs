using LambdaStream.Aws.Tests.Support;

namespace LambdaStream.Aws.Tests.Services;

public sealed class StartTests
{
    [Fact]
    public void UseAws_WithAGlobalEndpoint_IsRefusedWithTheReason()
    {
        var options = StreamOptions.FromEnvironment(new Dictionary<string, string> { ["BUS_ENDPOINT_ID"] = "abc.veo" });

        var error = Assert.Throws<NotSupportedException>(() => options.UseAws(Some.Options(new("http://127.0.0.1:1"))));

        Assert.Contains("abc.veo", error.Message, StringComparison.Ordinal);
        Assert.Contains("Signature Version 4A", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromEnvironment_ReadsTimeoutsAndEndpoints()
    {
        var aws = AwsOptions.FromEnvironment(
            new Dictionary<string, string>
            {
                ["TIMEOUT"] = "7000",
                ["LAMBDA_TIMEOUT"] = "1",
                ["SCHEDULER_TIMEOUT"] = "2",
                ["SECRETSMGR_TIMEOUT"] = "3",
                ["STS_TIMEOUT"] = "4",
                ["KMS_TIMEOUT"] = "5",
                ["CW_TIMEOUT"] = "6",
                ["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = "http://secrets",
                ["AWS_ENDPOINT_URL_TIMESTREAM_WRITE"] = "http://series",
            }
        );

        Assert.Equal(
            [1, 2, 3, 4, 5, 6, 6, 7000],
            new[]
            {
                aws.Lambda,
                aws.Scheduler,
                aws.SecretsManager,
                aws.Sts,
                aws.Kms,
                aws.CloudWatch,
                aws.TimestreamWrite,
                aws.DynamoDb,
            }.Select(service => service.Timeout.TotalMilliseconds)
        );
        Assert.Equal(new Uri("http://secrets"), aws.SecretsManager.Endpoint);
        Assert.Equal(new Uri("http://series"), aws.TimestreamWrite.Endpoint);
    }

    [Fact]
    public void FromEnvironment_AttemptsAreThoseOfTheNodeLibrary()
    {
        var aws = AwsOptions.FromEnvironment(new Dictionary<string, string>());

        Assert.All(
            new[] { aws.DynamoDb, aws.EventBridge, aws.Kinesis, aws.Firehose, aws.Sqs, aws.Sns, aws.Scheduler },
            service => Assert.Equal(11, service.MaxAttempts)
        );
        Assert.All(
            new[] { aws.Lambda, aws.CloudWatch, aws.TimestreamWrite, aws.Sts, aws.SecretsManager, aws.Kms },
            service => Assert.Equal(3, service.MaxAttempts)
        );
    }
}
