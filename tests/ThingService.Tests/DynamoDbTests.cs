using LambdaStream;
using LambdaStream.Connectors;
using LambdaStream.Shared;

namespace ThingService.Tests;

/// <summary>The same story with its tables in DynamoDB Local, and the trigger behind its stream.</summary>
public class DynamoDbTests(DynamoDbLocal dynamoDb)
{
    [Fact]
    public async Task TheStory_IsTheSameOnDynamoDbLocal()
    {
        var embedded = await World.CreateAsync();
        var expected = await Story.TellAsync(embedded);
        var world = await World.CreateAsync(await DynamoDbTables.CreateAsync(dynamoDb.Endpoint));

        var report = await Story.TellAsync(world);

        Assert.Equal(0, report.Lost);
        Assert.Equal(expected.Records, report.Records);
        Assert.Equal(expected.Rows.Select(RowOf), report.Rows.Select(RowOf));
        Assert.Equal(EventsOf(embedded), EventsOf(world));
        Assert.NotEmpty(EventsOf(world));
        Assert.Equal(expected.Faults.Count, report.Faults.Count);

        var again = await Run.OfAsync("--dynamodb", $"{dynamoDb.Endpoint}");

        Assert.Equal(2, again.ExitCode);
        Assert.Contains("The table things", again.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1:1")]
    public async Task WhereNobodyAnswers_OneLineSaysSo(string url)
    {
        var run = await Run.OfAsync("--dynamodb", url);

        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    // Attributes have no order.
    private static string RowOf(Item row) =>
        string.Join(", ", row.OrderBy(attribute => attribute.Key, StringComparer.Ordinal));

    // The ids of events, and the region, are the stream's own. A pipeline waits for its query, another does not.
    private static IEnumerable<string> EventsOf(World world) =>
        world
            .Bus.Events.Where(envelope => !envelope["detail-type"].IsString("fault"))
            .Select(envelope => Event.Parse(envelope["detail"].ToUtf8()))
            .Select(@event =>
                $"{@event.Type} {@event.PartitionKey} {@event.Timestamp} {@event["thing"]} {@event["elements"]} {@event["element"]}"
            )
            .Order(StringComparer.Ordinal);
}
