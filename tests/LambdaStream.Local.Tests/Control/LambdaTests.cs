using LambdaStream.Connectors;
using Microsoft.Extensions.Time.Testing;

namespace LambdaStream.Local.Tests.Control;

public class LambdaTests
{
    private readonly LocalWorld _world = Some.World();
    private readonly List<string> _calls = [];

    public LambdaTests()
    {
        _world.Function("echo", (payload, _) => new(payload));
        _world.Function("broken", (_, _) => throw new InvalidOperationException("no"));
        _world.Function(
            "collect",
            (payload, _) =>
            {
                _calls.Add(
                    Some.Read(payload)["Records"].Count.ToString(System.Globalization.CultureInfo.InvariantCulture)
                );
                return new(ReadOnlyMemory<byte>.Empty);
            }
        );
    }

    [Fact]
    public async Task Invoke_GivesTheResponseOrTheFunctionsError()
    {
        var echo = await _world.Lambda.InvokeAsync(Call("arn:aws:lambda:us-east-1:0:function:echo"), default);
        var broken = await _world.Lambda.InvokeAsync(Call("broken"), default);

        Assert.Equal((200, "{}"), (echo.StatusCode, Some.Read(echo.Payload).ToString()));
        Assert.Equal("Unhandled", broken.FunctionError);
        Assert.Equal("no", Some.Read(broken.Payload)["errorMessage"].GetString());
    }

    [Fact]
    public async Task Invoke_AnEvent_IsCalledLaterAndThreeTimesAtMost()
    {
        var answer = await _world.Lambda.InvokeAsync(
            Call("broken") with
            {
                InvocationType = InvocationType.Event,
            },
            default
        );
        Assert.Equal(202, answer.StatusCode);
        Assert.Empty(_world.FailedInvocations);

        await _world.DrainAsync();

        var failed = Assert.Single(_world.FailedInvocations);
        Assert.Equal(("broken", "no"), (failed.FunctionName, failed.Error.Message));
    }

    [Fact]
    public async Task Invoke_OutsideTheLimits_IsRefused()
    {
        await RefusedAsync("ResourceNotFoundException", Call("missing"));
        await RefusedAsync("InvalidRequestContentException", Call("echo") with { Payload = "x"u8.ToArray() });
        await RefusedAsync(
            "RequestEntityTooLargeException",
            Call("echo") with
            {
                InvocationType = InvocationType.Event,
                Payload = new byte[1024 * 1024 + 1],
            }
        );
        await RefusedAsync("UnknownEndpoint", Call("echo") with { Region = "eu-west-1" });
    }

    [Fact]
    public async Task Mapping_IsSwitchedAndResizedWhileItRuns()
    {
        var stream = _world.Stream("hub");
        var mapping = await _world.Lambda.CreateEventSourceMappingAsync(Mapping(stream), default);
        await _world.Lambda.UpdateEventSourceMappingAsync(new() { UUID = mapping.UUID!, Enabled = false }, default);
        for (var i = 0; i < 4; i++)
            stream.Put("1", Json.EmptyObject);

        await _world.DrainAsync();
        Assert.Empty(_calls);
        var changed = await _world.Lambda.UpdateEventSourceMappingAsync(
            new()
            {
                UUID = mapping.UUID!,
                Enabled = true,
                BatchSize = 3,
            },
            default
        );
        await _world.DrainAsync();

        Assert.Equal(("Enabled", 3), (changed.State, changed.BatchSize));
        Assert.Equal(["3", "1"], _calls);
    }

    [Fact]
    public async Task Mapping_Deleted_IsListedNoMoreAndDrivesNothing()
    {
        var stream = _world.Stream("hub");
        var mapping = await _world.Lambda.CreateEventSourceMappingAsync(Mapping(stream), default);
        Assert.Equal(
            mapping.UUID,
            Assert
                .Single(
                    (
                        await _world.Lambda.ListEventSourceMappingsAsync(new() { FunctionName = "collect" }, default)
                    ).EventSourceMappings
                )
                .UUID
        );
        Assert.Equal(
            "ResourceConflictException",
            (
                await Assert.ThrowsAsync<ServiceException>(async () =>
                    await _world.Lambda.CreateEventSourceMappingAsync(Mapping(stream), default)
                )
            ).Code
        );

        await _world.Lambda.DeleteEventSourceMappingAsync(new() { UUID = mapping.UUID! }, default);
        stream.Put("1", Json.EmptyObject);
        await _world.DrainAsync();

        Assert.Empty((await _world.Lambda.ListEventSourceMappingsAsync(new(), default)).EventSourceMappings);
        Assert.Empty(_calls);
        await Assert.ThrowsAsync<ServiceException>(async () =>
            await _world.Lambda.UpdateEventSourceMappingAsync(new() { UUID = mapping.UUID! }, default)
        );
    }

    [Fact]
    public async Task Mapping_OfAQueue_IsSwitchedToo()
    {
        var queue = _world.Queue("q");
        var mapping = await _world.Lambda.CreateEventSourceMappingAsync(
            new()
            {
                EventSourceArn = queue.Arn,
                FunctionName = "collect",
                Enabled = false,
            },
            default
        );
        await _world.Sqs.SendMessageBatchAsync(
            new() { QueueUrl = queue.Url, Entries = [new() { Id = "1", MessageBody = "{}" }] },
            default
        );

        await _world.DrainAsync();
        Assert.Empty(_calls);
        await _world.Lambda.UpdateEventSourceMappingAsync(new() { UUID = mapping.UUID!, Enabled = true }, default);
        await _world.DrainAsync();

        Assert.Equal(["1"], _calls);
    }

    [Fact]
    public async Task StreamFailover_MovesTheListenerToTheOtherRegion()
    {
        var time = new FakeTimeProvider(Some.Instant);
        var (east, west) = (new LocalWorld(time, "us-east-1"), new LocalWorld(time, "us-west-2"));
        east.Join(west);
        var seen = new List<string>();
        foreach (var world in new[] { east, west })
            world.Function(
                "listener",
                (payload, _) =>
                {
                    seen.Add($"{world.Region} {Some.Read(payload)["Records"].Count}");
                    return new(ReadOnlyMemory<byte>.Empty);
                }
            );
        await east.Lambda.CreateEventSourceMappingAsync(
            Mapping(east.Stream("hub")) with
            {
                FunctionName = "listener",
            },
            default
        );
        west.Stream("hub").Put("1", Json.EmptyObject);
        time.Advance(TimeSpan.FromHours(1));
        west.Stream("hub").Put("1", Json.EmptyObject);
        var options = new StreamOptions
        {
            BusName = "default",
            FailoverRegion = "us-east-1",
            ListenerFunctionName = "listener",
            StreamArn = west.Stream("hub").Arn,
        }.UseLocal(west);
        var alarm = Json.ObjectOf(
            ("region", "us-east-1"),
            ("time", time.GetUtcNow().ToString("O", null)),
            ("detail", Json.ObjectOf(("state", Json.ObjectOf(("value", "ALARM")))))
        );

        await new Processor(From.Alarm(), options, new StreamFailover { Id = "fo" }).InvokeAsync(alarm.ToUtf8());
        east.Stream("hub").Put("1", Json.EmptyObject);
        await east.DrainAsync();
        await west.DrainAsync();

        // Only what came in the half hour before the alarm.
        Assert.Equal(["us-west-2 1"], seen);
        Assert.Empty((await east.Lambda.ListEventSourceMappingsAsync(new(), default)).EventSourceMappings);
    }

    private static InvokeRequest Call(string name) => new() { FunctionName = name, Payload = "{}"u8.ToArray() };

    private static CreateEventSourceMappingRequest Mapping(LocalStream stream) =>
        new()
        {
            EventSourceArn = stream.Arn,
            FunctionName = "collect",
            StartingPosition = "TRIM_HORIZON",
        };

    private async Task RefusedAsync(string code, InvokeRequest request)
    {
        var error = await Assert.ThrowsAsync<ServiceException>(async () =>
            await _world.Lambda.InvokeAsync(request, default)
        );
        Assert.Equal(code, error.Code);
    }
}
