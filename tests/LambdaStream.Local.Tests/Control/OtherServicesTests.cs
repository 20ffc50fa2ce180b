using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests.Control;

public class OtherServicesTests
{
    private readonly LocalWorld _world = Some.World();

    [Fact]
    public async Task Secret_IsReadThroughTheOptions()
    {
        _world.Secret("svc/np", Convert.ToBase64String("""{"token":"t"}"""u8));
        var secrets = new LambdaStream.Queries.Secrets(
            new StreamOptions { Source = "svc", Stage = "np" }.UseLocal(_world)
        );

        Assert.Equal("t", (await secrets.GetAsync(default))["token"]);
        await RefusedAsync(
            "ResourceNotFoundException",
            async () => await _world.SecretsManager.GetSecretValueAsync(new() { SecretId = "no" }, default)
        );
    }

    [Fact]
    public async Task Metrics_AreKeptByNameSpace_WithinTheLimits()
    {
        await _world.CloudWatch.PutMetricDataAsync(Data(new MetricDatum { MetricName = "m", Value = 1 }), default);

        Assert.Equal("m", Assert.Single(_world.Metrics("ns")).MetricName);
        Assert.Empty(_world.Metrics("other"));
        await RefusedAsync("InvalidParameterCombinationException", Data(new MetricDatum { MetricName = "m" }));
        await RefusedAsync(
            "InvalidParameterValueException",
            Data(new MetricDatum { MetricName = "m", Value = double.NaN })
        );
        await RefusedAsync("MissingRequiredParameterException", Data());
        await RefusedAsync(
            "InvalidParameterValueException",
            Data([.. Enumerable.Range(0, 1001).Select(i => new MetricDatum { MetricName = "m", Value = i })])
        );
    }

    [Fact]
    public async Task TimeSeries_ALaterVersionWins_AndAnotherValueIsRejected()
    {
        var series = _world.TimeSeries("db", "t");
        await WriteAsync(Record("1"));
        await WriteAsync(Record("1"));
        await WriteAsync(Record("2") with { Version = 2 });

        var error = await Assert.ThrowsAsync<RejectedRecordsException>(async () =>
            await WriteAsync(Record("3") with { Time = "9" }, Record("3"))
        );

        Assert.Equal((1, 2), (error.RejectedRecords[0].RecordIndex, error.RejectedRecords[0].ExistingVersion));
        Assert.Equal(["2", "3"], series.Records.Select(record => record.MeasureValue));
        await RefusedAsync(
            "ValidationException",
            async () => await WriteAsync([.. Enumerable.Repeat(Record("1"), 101)])
        );
        await RefusedAsync(
            "ResourceNotFoundException",
            async () =>
                await _world.TimestreamWrite.WriteRecordsAsync(
                    new()
                    {
                        DatabaseName = "db",
                        TableName = "no",
                        Records = [Record("1")],
                    },
                    default
                )
        );
    }

    [Fact]
    public async Task Role_GivesCredentialsForATime()
    {
        var role = "arn:aws:iam::000000000000:role/path/reader";

        var answer = await _world.Sts.AssumeRoleAsync(new() { RoleArn = role, RoleSessionName = "me" }, default);

        Assert.Equal(Some.Instant.AddHours(1), answer.Credentials.Expiration);
        Assert.Equal("arn:aws:sts::000000000000:assumed-role/reader/me", answer.AssumedRoleArn);
        await RefusedAsync(
            "ValidationError",
            async () => await _world.Sts.AssumeRoleAsync(new() { RoleArn = "reader", RoleSessionName = "me" }, default)
        );
        await RefusedAsync(
            "ValidationError",
            async () =>
                await _world.Sts.AssumeRoleAsync(new() { RoleArn = role, RoleSessionName = "a session" }, default)
        );
        await RefusedAsync(
            "ValidationError",
            async () =>
                await _world.Sts.AssumeRoleAsync(
                    new()
                    {
                        RoleArn = role,
                        RoleSessionName = "me",
                        DurationSeconds = 60,
                    },
                    default
                )
        );
    }

    private static PutMetricDataRequest Data(params IReadOnlyList<MetricDatum> data) =>
        new() { Namespace = "ns", MetricData = data };

    private static TimestreamRecord Record(string value) =>
        new()
        {
            MeasureName = "m",
            MeasureValue = value,
            Time = "1",
        };

    private async Task WriteAsync(params IReadOnlyList<TimestreamRecord> records) =>
        await _world.TimestreamWrite.WriteRecordsAsync(
            new()
            {
                DatabaseName = "db",
                TableName = "t",
                Records = records,
            },
            default
        );

    private Task RefusedAsync(string code, PutMetricDataRequest request) =>
        RefusedAsync(code, async () => await _world.CloudWatch.PutMetricDataAsync(request, default));

    private static async Task RefusedAsync(string code, Func<Task> call) =>
        Assert.Equal(code, (await Assert.ThrowsAnyAsync<ServiceException>(call)).Code);
}
