using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class StreamFailoverTests
{
    private readonly RecordingLambda _lambda = new();

    public StreamFailoverTests() => Found("Enabled");

    // Node: move event source mapping between regions (fail-over), (fail-back)
    [Theory]
    [InlineData("ALARM", "us-east-1")]
    [InlineData("OK", "us-west-2")]
    public async Task Execute(string state, string region)
    {
        await InvokeAsync(state, region);

        Assert.Collection(
            _lambda.Requests,
            list => Assert.Equal(new ListEventSourceMappingsRequest { FunctionName = "f", Region = "us-east-1" }, list),
            request =>
            {
                var create = Assert.IsType<CreateEventSourceMappingRequest>(request);
                Assert.Equal(
                    ("arn:stream", "f", "us-west-2"),
                    (create.EventSourceArn, create.FunctionName, create.Region)
                );
                Assert.Equal((false, 42, 3), (create.Enabled, create.BatchSize, create.MaximumRetryAttempts));
                Assert.Equal("AT_TIMESTAMP", create.StartingPosition);
                Assert.Equal(
                    new DateTimeOffset(2026, 1, 15, 9, 40, 0, TimeSpan.Zero),
                    create.StartingPositionTimestamp
                );
            },
            delete =>
                Assert.Equal(new DeleteEventSourceMappingRequest { UUID = "there", Region = "us-east-1" }, delete),
            update =>
                Assert.Equal(
                    new UpdateEventSourceMappingRequest
                    {
                        UUID = "created",
                        Enabled = true,
                        Region = "us-west-2",
                    },
                    update
                )
        );
    }

    [Theory]
    [InlineData("ALARM", "us-west-2")]
    [InlineData("OK", "us-east-1")]
    [InlineData("INSUFFICIENT_DATA", "us-east-1")]
    public async Task Execute_AnAlarmOfTheWrongRegion_IsIgnored(string state, string region)
    {
        await InvokeAsync(state, region);

        Assert.Empty(_lambda.Requests);
    }

    [Fact]
    public async Task Execute_TheOtherMappingIsDisabled_MovesNothing()
    {
        Found("Disabled");

        await InvokeAsync("ALARM", "us-east-1");

        Assert.IsType<ListEventSourceMappingsRequest>(Assert.Single(_lambda.Requests));
    }

    [Fact]
    public async Task Execute_TheMappingCannotBeCreated_StaysInTheOtherRegion()
    {
        _lambda.OnCreate = (_, _) => throw new ServiceException("ResourceConflictException", "exists");

        var run = await InvokeAsync("ALARM", "us-east-1");

        Assert.Single(run.Faults);
        Assert.DoesNotContain(_lambda.Requests, request => request is DeleteEventSourceMappingRequest);
    }

    [Fact]
    public async Task Start_WithoutItsSettings_SaysAllThatIsMissing()
    {
        var driver = new FunctionDriver(From.Alarm(), new StreamFailover { Id = "fo" });

        var error = await Assert.ThrowsAsync<InvalidProcessorException>(async () =>
            await driver.InvokeAsync("{}"u8.ToArray())
        );

        Assert.All(
            new[] { "FAILOVER_REGION", "LISTENER_FUNCTION_NAME", "STREAM_ARN", "StreamOptions.Lambda" },
            name => Assert.Contains(name, error.Message, StringComparison.Ordinal)
        );
    }

    private void Found(string state) =>
        _lambda.OnList = (_, _) =>
            new(
                new ListEventSourceMappingsResponse
                {
                    EventSourceMappings =
                    [
                        new()
                        {
                            UUID = "there",
                            State = state,
                            BatchSize = 42,
                            MaximumRetryAttempts = 3,
                        },
                    ],
                }
            );

    private async Task<DrivenInvocation> InvokeAsync(string state, string region)
    {
        var driver = new FunctionDriver(From.Alarm(), new StreamFailover { Id = "fo" });
        driver.Options = driver.Options with
        {
            Lambda = _lambda,
            FailoverRegion = "us-east-1",
            ListenerFunctionName = "f",
            StreamArn = "arn:stream",
        };
        return await driver.InvokeAsync(
            Json.ObjectOf(
                    ("region", region),
                    ("time", "2026-01-15T10:10:00Z"),
                    ("detail", Json.ObjectOf(("state", Json.ObjectOf(("value", state)))))
                )
                .ToUtf8()
        );
    }
}
