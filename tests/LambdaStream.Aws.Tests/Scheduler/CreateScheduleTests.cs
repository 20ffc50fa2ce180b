using LambdaStream.Aws.Tests.Support;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Scheduler;

public sealed class CreateScheduleTests
{
    [Fact]
    public async Task CreateSchedule_SentAgain_HasTheTokenOfTheFirstAttempt()
    {
        var time = new JumpingTime();
        var random = new Random(1);
        await using var endpoint = Some.Endpoint(time, LoopbackAnswer.Cut());
        var scheduler = new StreamOptions { Time = time, Random = random.NextDouble }
            .UseAws(Some.Options(endpoint.Uri))
            .Scheduler!;
        var request = new Connectors.CreateScheduleRequest
        {
            Name = "n",
            ScheduleExpression = "rate(1 day)",
            Target = new(),
        };

        await scheduler.CreateScheduleAsync(request, TestContext.Current.CancellationToken);
        await scheduler.CreateScheduleAsync(request, TestContext.Current.CancellationToken);

        var tokens = endpoint.Requests.Select(request => request.Json["ClientToken"].GetString()!).ToList();
        Assert.Equal(3, tokens.Count);
        Assert.Equal(tokens[0], tokens[1]);
        Assert.NotEqual(tokens[0], tokens[2]);
        Assert.Matches("^[0-9a-f]{32}$", tokens[0]);
    }
}
