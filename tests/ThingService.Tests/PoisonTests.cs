namespace ThingService.Tests;

public class PoisonTests
{
    // In the order of the file: the pipeline, the error, and what its message must say.
    private static readonly (string Pipeline, string Error, string Reason)[] Expected =
    [
        ("undefined", "JsonException", "no valid base64"),
        ("undefined", "JsonException", "invalid JSON"),
        ("undefined", "JsonException", "no JSON object but a list"),
        ("undefined", "JsonException", "The event is empty"),
        ("undefined", "JsonException", "not valid UTF-8"),
        ("thing", "InvalidOperationException", "The event 'thing-created' has no 'thing'."),
        ("thing", "InvalidOperationException", "The JSON object has no 'id'."),
        ("thing", "ValidationException", "Type mismatch for key"),
        ("thing", "InvalidOperationException", "IfNewer compares 'timestamp'"),
        ("thing", "ValidationException", "Item size to update has exceeded the maximum allowed size"),
        ("thing-elements", "InvalidOperationException", "The JSON object has no 'id'."),
        ("stock", "InvalidOperationException", "not a 64-bit integer"),
    ];

    [Fact]
    public async Task EveryPoisonRecord_HasItsFaultWithItsReason()
    {
        var report = await Story.TellAsync();

        Assert.Equal(Shipped.Poison.Count, Expected.Length);
        Assert.Equal(Expected.Length, report.Faults.Count);
        foreach (var (record, (pipeline, error, reason)) in Shipped.Poison.Zip(Expected))
        {
            var data = record["kinesis"]["data"].ToString();
            var fault = Assert.Single(
                report.Faults,
                fault => fault["uow"]["record"]["kinesis"]["data"].ToString() == data
            );
            Assert.Equal(pipeline, fault.Tag("pipeline"));
            Assert.Equal(error, fault["err"]["name"].GetString());
            Assert.Contains(reason, fault["err"]["message"].GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TheFaults_ArePrintedWithTheirReasons()
    {
        var run = await Run.OfAsync();

        Assert.All(Expected, fault => Assert.Contains(fault.Reason, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task APartThatFails_LeavesTheOtherPartsAlone()
    {
        var report = await Story.TellAsync();

        Assert.Contains(report.Rows, row => row["sk"].GetText() == "legacy-06-1" && row["name"].GetText() == "rung");
    }
}
