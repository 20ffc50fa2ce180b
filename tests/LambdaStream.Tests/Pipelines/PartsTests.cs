using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Pipelines;

/// <summary>A record that gives several units is done when all of them are, however far an abort lets them come.</summary>
public class PartsTests
{
    [Fact]
    public async Task APipelineThatIsAborted_IsNotDoneWithARecordOfWhichOneUnitHasArrived()
    {
        var driver = new FunctionDriver(From.S3OverSqs(), new Pipeline("aborts", AbortsAt("b")));
        driver.Options = driver.Options with { ReportBatchItemFailures = true };

        var run = await driver.InvokeAsync(Records.S3OverSqs("bucket", "a", "b"));

        Assert.Single(run.Units);
        Assert.Single(run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task AHeadThatIsAborted_IsNotDoneWithARecordOfWhichOneUnitHasGoneOn()
    {
        var driver = new FunctionDriver(From.S3OverSqs(), new Pipeline("all", units => units));
        driver.Options = driver.Options with { ReportBatchItemFailures = true, Head = AbortsAt("b") };

        var run = await driver.InvokeAsync(Records.S3OverSqs("bucket", "a", "b"));

        Assert.Single(run.Units);
        Assert.Single(run.Result.BatchItemFailures);
    }

    private static Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>> AbortsAt(string key) =>
        units =>
            units.Select(uow =>
                uow.Get(Slots.S3Notification)!.Key == key ? throw new InvalidOperationException(key) : uow
            );
}
