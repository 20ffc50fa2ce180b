using System.Text;
using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Transport;

public sealed class QueryServiceTests
{
    private readonly JumpingTime _time = new();

    [Fact]
    public async Task Call_IsASignedForm_AnsweredInXml()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            Xml(
                """<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m &amp; 1</MessageId></PublishResult></PublishResponse>"""
            )
        );

        var answer = await PublishAsync(endpoint, "a b&c=é~");

        var request = endpoint.Requests.Single();
        Assert.Null(request.SignatureProblem);
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["Content-Type"]);
        Assert.Equal(
            "Action=Publish&Version=2010-03-31&TopicArn=arn%3Atopic&Message=a%20b%26c%3D%C3%A9~",
            Encoding.UTF8.GetString(request.Body.Span)
        );
        Assert.Equal("m & 1", answer.MessageId);
    }

    [Fact]
    public async Task Call_Refused_HasCodeMessageAndRequestId()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            Xml(
                """<ErrorResponse><Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message></Error><RequestId>r-1</RequestId></ErrorResponse>"""
            ) with
            {
                Status = 404,
            }
        );

        var error = await Assert.ThrowsAsync<ServiceException>(async () => await PublishAsync(endpoint, "x"));

        Assert.Equal(("NotFound", "Topic does not exist"), (error.Code, error.Message));
        Assert.NotNull(error.RequestId);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task Call_Throttled_IsSentAgain()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            Xml(
                "<ErrorResponse><Error><Code>Throttling</Code><Message>slow down</Message></Error></ErrorResponse>"
            ) with
            {
                Status = 400,
            },
            LoopbackAnswer.Of("<html>not ready") with
            {
                Status = 503,
            },
            Xml("<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>")
        );

        var answer = await PublishAsync(endpoint, "x");

        Assert.Equal("1", answer.MessageId);
        Assert.Equal(3, endpoint.Requests.Count);
    }

    [Theory]
    [InlineData("no xml")]
    [InlineData("")]
    [InlineData("<a><b></a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]
    public async Task Call_AnsweredWithNoXml_IsAnError(string body)
    {
        await using var endpoint = Some.Endpoint(_time, Xml(body));

        var error = await Assert.ThrowsAsync<ServiceException>(async () => await PublishAsync(endpoint, "x"));

        Assert.Equal("InvalidResponse", error.Code);
    }

    [Fact]
    public async Task PublishBatch_PartialFailure_IsInTheAnswer()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            Xml(
                """
                <PublishBatchResponse>
                  <PublishBatchResult>
                    <Successful><member><Id>0</Id><MessageId>m-0</MessageId><SequenceNumber>7</SequenceNumber></member></Successful>
                    <Failed><member><Id>1</Id><Code>InvalidParameter</Code><Message>m</Message><SenderFault>true</SenderFault></member></Failed>
                  </PublishBatchResult>
                </PublishBatchResponse>
                """
            )
        );

        var answer = await Some.On(endpoint, _time)
            .Sns!.PublishBatchAsync(
                new()
                {
                    TopicArn = "arn:topic",
                    PublishBatchRequestEntries = [new() { Id = "0", Message = "x" }, new() { Id = "1", Message = "y" }],
                },
                TestContext.Current.CancellationToken
            );

        var done = Assert.Single(answer.Successful);
        Assert.Equal(("0", "m-0", "7"), (done.Id, done.MessageId, done.SequenceNumber));
        var failed = Assert.Single(answer.Failed);
        Assert.Equal(
            ("1", "InvalidParameter", "m", true),
            (failed.Id, failed.Code, failed.Message, failed.SenderFault)
        );
        Assert.Contains(
            "&PublishBatchRequestEntries.member.2.Id=1&PublishBatchRequestEntries.member.2.Message=y",
            Encoding.UTF8.GetString(endpoint.Requests.Single().Body.Span)
        );
    }

    private static LoopbackAnswer Xml(string body) => LoopbackAnswer.Of(body).With("Content-Type", "text/xml");

    private ValueTask<PublishResponse> PublishAsync(LoopbackEndpoint endpoint, string message) =>
        Some.On(endpoint, _time)
            .Sns!.PublishAsync(
                new() { TopicArn = "arn:topic", Message = message },
                TestContext.Current.CancellationToken
            );
}
