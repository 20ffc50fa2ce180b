using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests;

/// <summary>HTTP over real sockets.</summary>
public sealed class FetchTests
{
    private static readonly LoopbackOptions Unsigned = new() { SecretAccessKey = null };

    [Fact]
    public async Task Fetch_SendsWhatIsAskedAndGivesWhatIsAnswered()
    {
        await using var endpoint = new LoopbackEndpoint(Unsigned).Then(
            LoopbackAnswer.Of("""{"a":1}""") with
            {
                Status = 404,
            }
        );
        using var fetch = new HttpFetch(JumpingTime.Never);

        var answer = await fetch.FetchAsync(
            new()
            {
                Url = new Uri(endpoint.Uri, "things?x=1").AbsoluteUri,
                Method = "POST",
                Headers = new Dictionary<string, string> { ["x-key"] = "k", ["content-type"] = "text/plain" },
                Text = "é",
            },
            TestContext.Current.CancellationToken
        );

        var request = endpoint.Requests.Single();
        Assert.Equal(("POST", "/things?x=1"), (request.Method, request.Target));
        Assert.Equal(("k", "text/plain"), (request.Headers["x-key"], request.Headers["content-type"]));
        Assert.Equal("é"u8, request.Body.Span);
        Assert.Equal((404, """{"a":1}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Fetch_NoAnswer_IsATimeoutThatNamesNoQuery()
    {
        var time = new ManualTime();
        await using var endpoint = new LoopbackEndpoint(Unsigned).Then(LoopbackAnswer.Never());
        using var fetch = new HttpFetch(TimeSpan.FromSeconds(1), time);
        var call = fetch
            .FetchAsync(new() { Url = new Uri(endpoint.Uri, "things?key=secret").AbsoluteUri }, default)
            .AsTask();

        await endpoint.WaitForAsync(1);
        time.Advance(TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<ServiceException>(() => call);
        Assert.Equal(("TimeoutError", true), (error.Code, error.IsConnectionFailure));
        Assert.Contains("/things was not answered within 1000 ms", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_CutOrTooLarge_IsAnErrorAndSentOnce()
    {
        await using var endpoint = new LoopbackEndpoint(Unsigned).Then(
            LoopbackAnswer.Cut(),
            LoopbackAnswer.Of("0123456789")
        );
        using var fetch = new HttpFetch(JumpingTime.Never, maxResponseSize: 9);
        // .NET itself repeats a request without a body where the connection ends before the answer's first byte.
        var request = new FetchRequest
        {
            Url = endpoint.Uri.AbsoluteUri,
            Method = "POST",
            Text = "x",
        };

        var cut = await Assert.ThrowsAsync<ServiceException>(async () => await fetch.FetchAsync(request, default));
        var large = await Assert.ThrowsAsync<ServiceException>(async () => await fetch.FetchAsync(request, default));

        Assert.Equal(("NetworkingError", "ResponseTooLarge"), (cut.Code, large.Code));
        Assert.Equal(2, endpoint.Requests.Count);
    }

    [Theory]
    [InlineData("/things")]
    [InlineData("file:///etc/passwd")]
    public async Task Fetch_NoHttpUrl_IsRefused(string url)
    {
        using var fetch = new HttpFetch(JumpingTime.Never);

        await Assert.ThrowsAsync<ArgumentException>(async () => await fetch.FetchAsync(new() { Url = url }, default));
    }
}
