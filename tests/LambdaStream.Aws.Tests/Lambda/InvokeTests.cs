using System.Text;
using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Lambda;

public sealed class InvokeTests
{
    private readonly JumpingTime _time = new();

    // Node: invoke
    [Fact]
    public async Task Invoke_AnEventForAnAlias_HasItsHeadersAndQuery()
    {
        await using var endpoint = Some.Endpoint(_time, new LoopbackAnswer { Status = 202, Body = default });

        var answer = await On(endpoint)
            .InvokeAsync(
                new()
                {
                    FunctionName = "arn:aws:lambda:us-east-1:1:function:f",
                    InvocationType = InvocationType.Event,
                    Qualifier = "live",
                    ClientContext = "e30=",
                    Payload = "{}"u8.ToArray(),
                },
                Token
            );

        var request = Assert.Single(endpoint.Requests);
        Assert.Null(request.SignatureProblem);
        Assert.Equal(
            "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A1%3Afunction%3Af/invocations?Qualifier=live",
            request.Target
        );
        Assert.Equal("Event", request.Headers["X-Amz-Invocation-Type"]);
        Assert.Equal("e30=", request.Headers["X-Amz-Client-Context"]);
        Assert.Equal(202, answer.StatusCode);
    }

    [Fact]
    public async Task Invoke_TheFunctionFails_IsInTheAnswer()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            LoopbackAnswer
                .Of("""{"errorType":"Error","errorMessage":"no"}""")
                .With("X-Amz-Function-Error", "Unhandled")
                .With("X-Amz-Executed-Version", "3")
        );

        var answer = await On(endpoint).InvokeAsync(new() { FunctionName = "f" }, Token);

        Assert.Equal(("Unhandled", "3", 200), (answer.FunctionError, answer.ExecutedVersion, answer.StatusCode));
        Assert.Contains("errorMessage", Encoding.UTF8.GetString(answer.Payload.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ToAnotherRegion_IsSignedForIt()
    {
        await using var endpoint = Some.Endpoint(_time);
        var lambda = On(endpoint);

        await lambda.DeleteEventSourceMappingAsync(new() { UUID = "1", Region = "eu-central-1" }, Token);
        await lambda.DeleteEventSourceMappingAsync(new() { UUID = "1" }, Token);

        Assert.All(endpoint.Requests, request => Assert.Null(request.SignatureProblem));
        Assert.Contains(
            "/eu-central-1/lambda/",
            endpoint.Requests[0].Headers["Authorization"],
            StringComparison.Ordinal
        );
        Assert.Contains("/us-east-1/lambda/", endpoint.Requests[1].Headers["Authorization"], StringComparison.Ordinal);
    }

    // Node: list esm
    [Fact]
    public async Task List_ReadsMappings()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            LoopbackAnswer.Of(
                """{"NextMarker":"m","EventSourceMappings":[{"UUID":"1","State":"Enabled","BatchSize":42,"BisectBatchOnFunctionError":true,"FunctionResponseTypes":["ReportBatchItemFailures"],"MaximumRetryAttempts":-1,"FilterCriteria":null,"DestinationConfig":{"OnFailure":{}}}]}"""
            )
        );

        var answer = await On(endpoint).ListEventSourceMappingsAsync(new(), Token);

        var mapping = Assert.Single(answer.EventSourceMappings);
        Assert.Equal("m", answer.NextMarker);
        Assert.Equal(
            ("1", "Enabled", 42, -1),
            (mapping.UUID, mapping.State, mapping.BatchSize, mapping.MaximumRetryAttempts)
        );
        Assert.True(mapping.BisectBatchOnFunctionError);
        Assert.Equal(["ReportBatchItemFailures"], mapping.FunctionResponseTypes);
        Assert.False(mapping.FilterCriteria.IsDefined);
        Assert.Equal("""{"OnFailure":{}}""", mapping.DestinationConfig.ToString());
    }

    private ILambda On(LoopbackEndpoint endpoint) => Some.On(endpoint, _time).Lambda!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
