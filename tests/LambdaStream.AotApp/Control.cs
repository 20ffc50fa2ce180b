using LambdaStream.Local;
using LambdaStream.Testing;

namespace LambdaStream.AotApp;

/// <summary>Calls each service once that does not take batches of events: embedded, and through the adapters at an endpoint on this host.</summary>
internal static class Control
{
    private const string Role = "arn:aws:iam::000000000000:role/reader";

    public static void Create(LocalWorld world)
    {
        world.Function("function", (payload, _) => new(payload));
        world.Secret("service/stage", "e30=");
        world.Key("alias/service");
        world.TimeSeries("database", "series");
    }

    public static async Task OnceAsync(StreamOptions options)
    {
        await CallAsync(options);
        await using var endpoint = new LoopbackEndpoint(new() { Time = options.Time });
        endpoint.Otherwise = request =>
            request.Headers["Content-Type"].StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal)
                ? LoopbackAnswer.Of(
                    "<R><AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>S</SecretAccessKey>"
                        + "<SessionToken>T</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></R>"
                )
                : LoopbackAnswer.Of("""{"SecretString":"e30=","Plaintext":"AQ==","CiphertextBlob":"AQ=="}""");
        var service = new Aws.AwsServiceOptions { Endpoint = endpoint.Uri };
        var defaults = new LoopbackOptions();
        await CallAsync(
            options.UseAws(
                new()
                {
                    Region = "us-east-1",
                    Credentials = new Aws.StaticCredentials(defaults.AccessKeyId, defaults.SecretAccessKey!),
                    Lambda = service,
                    Scheduler = service,
                    SecretsManager = service,
                    Sts = service,
                    Kms = service,
                    CloudWatch = service,
                    TimestreamWrite = service,
                }
            )
        );
    }

    private static async Task CallAsync(StreamOptions options)
    {
        var data = "{}"u8.ToArray();
        await options.Lambda!.InvokeAsync(new() { FunctionName = "function", Payload = data }, default);
        await options.Scheduler!.CreateScheduleAsync(
            new()
            {
                Name = "schedule",
                ScheduleExpression = "at(2100-01-01T00:00:00)",
                Target = new()
                {
                    Arn = "arn:aws:events:us-east-1:000000000000:event-bus/bus",
                    RoleArn = Role,
                    EventBridgeParameters = new() { DetailType = "later", Source = "custom" },
                },
            },
            default
        );
        await options.SecretsManager!.GetSecretValueAsync(new() { SecretId = "service/stage" }, default);
        await options.Sts!.AssumeRoleAsync(new() { RoleArn = Role, RoleSessionName = "me" }, default);
        var key = await options.Kms!.GenerateDataKeyAsync(new() { KeyId = "alias/service" }, default);
        await options.Kms!.DecryptAsync(new() { CiphertextBlob = key.CiphertextBlob }, default);
        await new Encryption.FieldEncryptor(options with { Region = "us-east-1" }).EncryptAsync(
            Json.ObjectOf(("name", "n")),
            new() { Fields = ["name"], MasterKeyAlias = "alias/service" },
            default
        );
        await options.CloudWatch!.PutMetricDataAsync(
            new() { Namespace = "metrics", MetricData = [new() { MetricName = "count", Value = 1 }] },
            default
        );
        await options.TimestreamWrite!.WriteRecordsAsync(
            new()
            {
                DatabaseName = "database",
                TableName = "series",
                Records =
                [
                    new()
                    {
                        MeasureName = "m",
                        MeasureValue = "1",
                        Time = "1",
                    },
                ],
            },
            default
        );
    }
}
