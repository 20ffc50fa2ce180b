using System.Text;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class SqsFifoTests
{
    [Fact]
    public async Task Sqs_AMessageOfAFifoQueue_TellsItsGroupAndItsNumber()
    {
        var run = await From.Sqs().ReadAsync(Records.SqsFifo(("g1", Some.Event("a")), ("g2", Some.Event("b"))));

        Assert.Equal(["g1", "g2"], run.Units.Select(uow => uow.Record!.Group));
        Assert.Equal(
            ["18849496460467696128", "18849496460467696129"],
            run.Units.Select(uow => uow.Record!.SequenceNumber)
        );
    }

    [Fact]
    public async Task Sqs_AMessageOfAStandardQueue_HasNeither()
    {
        var record = Assert.Single((await From.Sqs().ReadAsync(Records.Sqs(Some.Event()))).Units).Record!;

        Assert.Null(record.Group);
        Assert.Null(record.SequenceNumber);
    }

    [Theory]
    [InlineData("a", "0 2")]
    [InlineData("b", "1 4")]
    [InlineData("c", "2")]
    [InlineData("a b", "0 1 2 4")]
    public async Task Sqs_AFailureInAGroup_TakesWhatIsBehindItInTheGroupWithIt(string failing, string failed)
    {
        var driver = new FunctionDriver(
            From.Sqs(),
            new Pipeline(
                "fails",
                units =>
                    units.Tap(uow =>
                    {
                        if (failing.Contains(uow.Event.Id!, StringComparison.Ordinal))
                            throw new TimeoutException(uow.Event.Id);
                    })
            )
        );
        driver.Options = driver.Options with { ReportBatchItemFailures = true, Retryable = _ => true };

        var run = await driver.InvokeAsync(
            Records.SqsFifo(
                ("g1", Some.Event("a")),
                ("g2", Some.Event("b")),
                ("g1", Some.Event("c")),
                ("g3", Some.Event("d")),
                ("g2", Some.Event("e"))
            )
        );

        var expected = failed.Split(' ').Select(place => $"00000000-0000-0000-0000-00000000000{place}");
        Assert.Equal(expected, run.Result.BatchItemFailures);
        Assert.Equal(
            expected,
            Json.Parse(Encoding.UTF8.GetString(run.Result.Response.Span))["batchItemFailures"].EnumerateArray().ToIds()
        );
    }
}

file static class Failures
{
    public static List<string> ToIds(this Json.ArrayEnumerator failures)
    {
        var ids = new List<string>();
        foreach (var failure in failures)
            ids.Add(failure["itemIdentifier"].GetString()!);
        return ids;
    }
}
