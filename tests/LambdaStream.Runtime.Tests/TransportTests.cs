using System.Net;
using LambdaStream.Runtime.Tests.Support;

namespace LambdaStream.Runtime.Tests;

/// <summary>What a well-behaved server on loopback does not do.</summary>
public class TransportTests
{
    [Fact]
    public async Task APayloadOfUnknownLength_ArrivesWhole()
    {
        var transport = new OneInvocation(Chunked(RunningFunction.Batch("a", "b")));
        var ids = new List<string?>();

        var exit = await RunAsync(transport, ids);

        Assert.Equal(["a", "b"], ids);
        Assert.Equal("""{"batchItemFailures":[]}""", transport.Answer);
        Assert.Equal(1, exit);
    }

    [Fact]
    public async Task APayloadThatIsCutOff_EndsTheFunction()
    {
        var content = Chunked(RunningFunction.Batch("a"));
        content.Headers.ContentLength = 100_000;
        var transport = new OneInvocation(content);
        var ids = new List<string?>();

        Assert.Equal(1, await RunAsync(transport, ids));
        Assert.Empty(ids);
        Assert.Null(transport.Answer);
    }

    [Fact]
    public async Task AnInvocationWithoutAnId_EndsTheFunction()
    {
        var transport = new OneInvocation(Chunked(RunningFunction.Batch("a"))) { RequestId = null };
        var ids = new List<string?>();

        Assert.Equal(1, await RunAsync(transport, ids));
        Assert.Empty(ids);
    }

    private static StreamContent Chunked(byte[] payload) => new(new Unseekable(payload));

    private static Task<int> RunAsync(OneInvocation transport, List<string?> ids) =>
        LambdaFunction.RunAsync(
            () =>
                new Processor(
                    From.Kinesis(),
                    RunningFunction.Options,
                    new Pipeline("pipeline", units => units.Tap(uow => ids.Add(uow.Event.Id)))
                ),
            new()
            {
                Environment = new Dictionary<string, string> { ["AWS_LAMBDA_RUNTIME_API"] = "lambda.test" },
                Transport = transport,
                Log = _ => { },
            }
        );

    // Delivers one invocation and is gone at the second request for one.
    private sealed class OneInvocation(HttpContent content) : HttpMessageHandler
    {
        private bool _isDelivered;

        public string? RequestId { get; init; } = "request-1";

        public string? Answer { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (request.Method == HttpMethod.Post)
            {
                Assert.Equal(
                    "http://lambda.test/2018-06-01/runtime/invocation/request-1/response",
                    $"{request.RequestUri}"
                );
                Answer = await request.Content!.ReadAsStringAsync(cancellationToken);
                return new(HttpStatusCode.Accepted);
            }
            if (_isDelivered)
                throw new HttpRequestException("Connection refused.");
            _isDelivered = true;
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
            if (RequestId is not null)
                response.Headers.Add("Lambda-Runtime-Aws-Request-Id", RequestId);
            return response;
        }
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
