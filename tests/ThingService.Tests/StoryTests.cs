using LambdaStream.Connectors;

namespace ThingService.Tests;

public class StoryTests
{
    [Fact]
    public async Task TheShippedStory_LosesNothing()
    {
        var things = Shipped.Things();
        var records = things.Done + Shipped.PayloadRecords.Count + things.Done;

        var run = await Run.OfAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Matches(
            $"^records {records} · events {things.Done} · rows [1-9][0-9]* · faults {Shipped.Poison.Count} · lost 0$",
            run.LastLine
        );
        Assert.Contains($"refused: {things.Refused} more", run.Output, StringComparison.Ordinal);
        Assert.True(things.Refused > 0);
    }

    [Fact]
    public async Task TheShippedStory_IsTheSameEveryTime() =>
        Assert.Equal((await Run.OfAsync()).Output, (await Run.OfAsync()).Output);

    [Fact]
    public async Task TheView_HasWhatTheCommandsMadeOfEachThingAndElement()
    {
        var expected = Shipped
            .Things()
            .Rows.Select(row => (row.Key.Thing, row.Key.Row, row.Value.Name, row.Value.State is RowState.Alive));

        var report = await Story.TellAsync();

        var actual = report
            .Rows.Where(row => IsOfTheService(row) && row["sk"].GetText() != "stock")
            .Select(row =>
                (row["pk"].GetText()!, row["sk"].GetText()!, row["name"].GetText()!, !row.Contains("deleted"))
            );
        Assert.Equal(expected.Order(), actual.Order());
    }

    [Fact]
    public async Task TheView_HasTheLastCountOfEachThing_HoweverLateOrOftenCountsCome()
    {
        var expected = Shipped
            .Events.Where(@event => @event.Type == "stock-counted" && !@event.Tags["skip"].IsDefined)
            .GroupBy(@event => @event["stock"]["thing"].GetString()!)
            .Select(counts => (counts.Key, counts.MaxBy(count => count.Timestamp)!["stock"]["quantity"].GetInt64()));

        var report = await Story.TellAsync();

        var actual = report
            .Rows.Where(row => row["sk"].GetText() == "stock")
            .Select(row => (row["pk"].GetText()!, row["quantity"].GetInt64()));
        Assert.Equal(expected.Order(), actual.Order());
    }

    [Fact]
    public async Task TheView_HasTheElementsOfAnImportedThing_OneRowEach()
    {
        var report = await Story.TellAsync();

        Assert.Equal(
            ["north-06-1 case, mended", "north-06-2 part 2", "north-06-3 part 3"],
            report
                .Rows.Where(row => row["pk"].GetText() == "north-06" && row["discriminator"].GetText() == "element")
                .Select(row => $"{row["sk"].GetText()} {row["name"].GetText()}")
        );
    }

    [Theory]
    [InlineData("north-05", true)]
    [InlineData("north-10", false)]
    public async Task ASoftDeletion_IsTakenBackByAnUndeletion(string thing, bool isDeleted)
    {
        var report = await Story.TellAsync();

        var row = Assert.Single(report.Rows, row => row["pk"].GetText() == thing && row["sk"].GetText() == "thing");
        Assert.Equal(isDeleted, row.Contains("deleted"));
        Assert.Equal(isDeleted, row.Contains("ttl"));
    }

    private static bool IsOfTheService(Item row) => row["pk"].GetText()!.StartsWith('T');
}
