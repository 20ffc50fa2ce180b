using System.Net;
using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Firehose;

public sealed class PutRecordBatchTests
{
    private const string Taken = """{"FailedPutCount":0,"RequestResponses":[{"RecordId":"1"}]}""";

    private readonly JumpingTime _time = new();

    [Fact]
    public async Task PutRecordBatch_SendsTheDataAsBase64()
    {
        await using var endpoint = Some.Endpoint(_time, LoopbackAnswer.Of(Taken));

        var answer = await PutAsync(endpoint, [0, 1, 255]);

        var request = endpoint.Requests.Single();
        Assert.Null(request.SignatureProblem);
        Assert.Equal("Firehose_20150804.PutRecordBatch", request.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.1", request.Headers["Content-Type"]);
        Assert.Equal("""{"DeliveryStreamName":"lake","Records":[{"Data":"AAH/"}]}""", request.Json.ToString());
        Assert.Equal("1", answer.RequestResponses.Single().RecordId);
    }

    [Fact]
    public async Task PutRecordBatch_PartialFailure_IsInTheAnswer()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            LoopbackAnswer.Of(
                """{"FailedPutCount":1,"RequestResponses":[{"RecordId":"1"},{"ErrorCode":"ServiceUnavailableException","ErrorMessage":"m"}]}"""
            )
        );

        var answer = await PutAsync(endpoint, [1], [2]);

        Assert.Equal(1, answer.FailedPutCount);
        Assert.Null(answer.RequestResponses[0].ErrorCode);
        Assert.Equal("ServiceUnavailableException", answer.RequestResponses[1].ErrorCode);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task PutRecordBatch_ThrottledCutAndBroken_IsSentAgain()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            LoopbackAnswer.Error("ThrottlingException"),
            LoopbackAnswer.Error("InternalFailure", 500),
            LoopbackAnswer.Cut(),
            LoopbackAnswer.Of(Taken)
        );

        var answer = await PutAsync(endpoint, [1]);

        Assert.Equal("1", answer.RequestResponses.Single().RecordId);
        Assert.Equal(4, endpoint.Requests.Count);
        Assert.All(endpoint.Requests, request => Assert.Null(request.SignatureProblem));
    }

    [Fact]
    public async Task PutRecordBatch_Refused_IsTheServicesError()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            LoopbackAnswer.Error("ResourceNotFoundException", message: "Firehose lake not found.")
        );

        var error = await Assert.ThrowsAsync<ServiceException>(async () => await PutAsync(endpoint, [1]));

        Assert.Equal(("ResourceNotFoundException", "Firehose lake not found."), (error.Code, error.Message));
        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
        Assert.Single(endpoint.Requests);
    }

    private ValueTask<PutRecordBatchResponse> PutAsync(LoopbackEndpoint endpoint, params byte[][] records) =>
        Some.On(endpoint, _time)
            .Firehose!.PutRecordBatchAsync(
                new()
                {
                    DeliveryStreamName = "lake",
                    Records = [.. records.Select(data => new FirehoseRecord { Data = data })],
                },
                TestContext.Current.CancellationToken
            );
}
