using LambdaStream.Aws.Tests.Support;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Sqs;

public sealed class BodyCheckTests
{
    private readonly JumpingTime _time = new();

    [Fact]
    public async Task SendMessageBatch_BodyThatArrivedAsAnother_HasFailed()
    {
        // The first is the MD5 of "x", the second is not.
        await using var endpoint = Some.Endpoint(
            _time,
            LoopbackAnswer.Of(
                """{"Successful":[{"Id":"1","MessageId":"m1","MD5OfMessageBody":"9dd4e461268c8034f5c8564e155c67a6"},{"Id":"2","MessageId":"m2","MD5OfMessageBody":"00000000000000000000000000000000"}]}"""
            )
        );

        var answer = await Some.On(endpoint, _time)
            .Sqs!.SendMessageBatchAsync(
                new()
                {
                    QueueUrl = "https://queue/1/q",
                    Entries = [new() { Id = "1", MessageBody = "x" }, new() { Id = "2", MessageBody = "x" }],
                },
                TestContext.Current.CancellationToken
            );

        Assert.Equal("1", Assert.Single(answer.Successful).Id);
        var failed = Assert.Single(answer.Failed);
        Assert.Equal(("2", "MessageBodyChanged", false), (failed.Id, failed.Code, failed.SenderFault));
        Assert.Equal("AmazonSQS.SendMessageBatch", endpoint.Requests.Single().Headers["X-Amz-Target"]);
        Assert.Null(endpoint.Requests.Single().SignatureProblem);
    }
}
