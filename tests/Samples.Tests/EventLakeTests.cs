using EventLake;
using LambdaStream;

namespace Samples.Tests;

public class EventLakeTests
{
    [Fact]
    public async Task TheStory_LosesNothing()
    {
        var report = await Story.TellAsync(new());

        Assert.True(report.IsSuccess);
        Assert.Equal(
            "events 220 · objects 2 · replayed 140 · rows 80 · faults 0 · lost 0",
            Printed.LastLine(Printed.Of(report.Print))
        );
    }

    [Theory]
    [InlineData("order-paid", "", 60, 60)]
    [InlineData("order-*", "us-east-1/2026/03/03/", 70, 40)]
    [InlineData("order-*", "elsewhere/", 0, 0)]
    [InlineData("stock-*", "", 80, 0)]
    public async Task AReplay_IsOfWhatWasAskedFor(string type, string prefix, int replayed, int rows)
    {
        var report = await Story.TellAsync(new(type, prefix));

        Assert.Equal((replayed, rows), (report.Replayed, report.Rows));
        Assert.True(report.IsSuccess);
    }

    [Fact]
    public async Task ADryReplay_CallsNobody()
    {
        var report = await Story.TellAsync(new(IsDry: true));

        Assert.Equal((0, 0), (report.Replayed, report.Rows));
        Assert.True(report.IsSuccess);
    }

    [Fact]
    public async Task TwoReplays_LeaveTheSameView()
    {
        var world = await WithOneEventAsync();
        var request = Replay.Request("order-*", World.ListenerName).ToJson().ToUtf8();

        await world.Replay.InvokeAsync(request, TestContext.Current.CancellationToken);
        var once = world.View.Items;
        await world.Replay.InvokeAsync(request, TestContext.Current.CancellationToken);

        Assert.Single(once);
        Assert.Equal(once, world.View.Items);
        Assert.Equal(2, world.Listener.Acknowledged);
    }

    [Fact]
    public async Task AReplayToAFunctionThatIsNotThere_IsAFaultAndCounted()
    {
        var world = await WithOneEventAsync();
        var request = Replay.Request("order-*", "nobody");

        await world.Replay.InvokeAsync(request.ToJson().ToUtf8(), TestContext.Current.CancellationToken);

        var report = Report.Of(world, told: 1, request);
        Assert.Equal("ResourceNotFoundException", Assert.Single(report.Faults)["err"]["name"].GetString());
        Assert.Equal(1, report.Lost);
        Assert.False(report.IsSuccess);
    }

    [Theory]
    [InlineData(0, "--rows")]
    [InlineData(0, "--type")]
    [InlineData(1, "--type", "order-paid", "--dry")]
    [InlineData(1)]
    public void Arguments_ThatMakeNoSense_AreNone(int isGood, params string[] args) =>
        Assert.Equal(isGood == 1, Arguments.Parse(args) is not null);

    private static async Task<World> WithOneEventAsync()
    {
        var world = new World();
        var @event = Event.Of(
            "order-placed",
            ("id", "1"),
            ("partitionKey", "o1"),
            ("timestamp", 1),
            ("order", Json.ObjectOf(("id", "o1")))
        );
        await world.Aws.TellAsync(world.Bus.Name, @event);
        await world.Aws.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);
        return world;
    }
}
