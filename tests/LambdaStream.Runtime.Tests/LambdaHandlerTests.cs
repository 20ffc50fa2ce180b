using System.Text;
using LambdaStream.Runtime.Tests.Support;

namespace LambdaStream.Runtime.Tests;

public class LambdaHandlerTests
{
    private readonly List<(string?, string, TimeSpan)> _seen = [];

    private LambdaHandler Handler() =>
        new(
            new Processor(
                From.Kinesis(),
                RunningFunction.Options with
                {
                    ReportBatchItemFailures = true,
                    Retryable = _ => true,
                },
                new Pipeline(
                    "pipeline",
                    units =>
                        units.Tap(uow =>
                        {
                            _seen.Add((uow.Event.Id, uow.Invocation.RequestId, uow.Invocation.Remaining));
                            if (uow.Event.Id == "bad")
                                throw new InvalidOperationException("No.");
                        })
                )
            )
        );

    [Fact]
    public async Task HandleAsync_Memory_GivesTheAnswer()
    {
        var response = await Handler().HandleAsync(RunningFunction.Batch("a", "bad"), TimeSpan.FromSeconds(30), "one");

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}]}""", Encoding.UTF8.GetString(response.Span));
        Assert.Equal(["a", "bad"], _seen.Select(seen => seen.Item1));
        Assert.All(_seen, seen => Assert.Equal("one", seen.Item2));
        Assert.All(_seen, seen => Assert.InRange(seen.Item3, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task HandleAsync_Stream_ReadsFromWhereItStandsToItsEnd()
    {
        var payload = new MemoryStream([.. "skip"u8, .. RunningFunction.Batch("a")]) { Position = 4 };

        var response = await Handler().HandleAsync(payload, Timeout.InfiniteTimeSpan, "one");

        Assert.Equal("""{"batchItemFailures":[]}""", await new StreamReader(response).ReadToEndAsync());
        Assert.Equal(("a", "one", Timeout.InfiniteTimeSpan), Assert.Single(_seen));
        Assert.True(payload.CanRead);
    }

    [Fact]
    public async Task HandleAsync_PayloadThatIsNoJson_Throws() =>
        await Assert.ThrowsAsync<InvalidPayloadException>(async () =>
            await Handler().HandleAsync("?"u8.ToArray(), TimeSpan.FromSeconds(30), "one")
        );

    [Fact]
    public void AHandler_NeedsAProcessor() => Assert.Throws<ArgumentNullException>(() => new LambdaHandler(null!));
}
