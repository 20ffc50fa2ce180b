using LambdaStream.Connectors;
using LambdaStream.Faults;

namespace LambdaStream.Docs.Tests;

/// <summary>The code of docs/acknowledgement.md, compiled and run.</summary>
public class AcknowledgementExamples
{
    private static readonly StreamOptions options = new();

    [Fact]
    public void APolicyForAfterAFailure()
    {
        var ordered = options with { AfterFailure = AfterFailure.GoOnWithOtherKeys, ReportBatchItemFailures = true };

        Assert.Equal(AfterFailure.GoOn, options.AfterFailure);
        Assert.Equal(AfterFailure.GoOnWithOtherKeys, ordered.AfterFailure);
    }

    [Fact]
    public async Task APolicyForAService()
    {
        var policy = options with
        {
            Retryable = Retryable.ByService(
                new Dictionary<string, Func<Exception, bool>>
                {
                    ["DynamoDb"] = error =>
                        error is ServiceException { Code: "TransactionConflictException" }
                        || Retryable.IsRetryable(error),
                }
            ),
        };

        var driver = new FunctionDriver(
            From.Sqs(),
            new Materialize
            {
                Id = "thing",
                EventType = "thing-created",
                ToUpdateRequest = uow => UpdateRequest.For(pk: uow.Event.Id, sk: "thing"),
            }
        );
        driver.Options = driver.Options with { Retryable = policy.Retryable, ReportBatchItemFailures = true };
        driver.DynamoDb.OnUpdateItem = (_, _) => throw new ServiceException("TransactionConflictException", "again");
        var run = await driver.InvokeAsync(Records.Sqs(Event.Of("thing-created", ("id", "1"))));
        Assert.Single(run.Result.BatchItemFailures);
        Assert.Empty(run.Faults);
    }
}
