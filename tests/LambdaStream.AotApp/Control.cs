using LambdaStream.Local;

namespace LambdaStream.AotApp;

/// <summary>Calls each service once that does not take batches of events.</summary>
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
        var data = "{}"u8.ToArray();
        await options.Lambda!.InvokeAsync(new() { FunctionName = "function", Payload = data }, default);
        await options.Lambda!.ListEventSourceMappingsAsync(new() { FunctionName = "function" }, default);
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
        await options.Kms!.EncryptAsync(new() { KeyId = "alias/service", Plaintext = data }, default);
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
