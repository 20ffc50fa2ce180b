using System.Net;
using System.Net.Sockets;
using LambdaStream.Connectors;
using LambdaStream.Faults;
using Xunit;

namespace LambdaStream.Tests;

public class RetryableTests
{
    [Theory]
    [InlineData("BandwidthLimitExceeded")]
    [InlineData("EC2ThrottledException")]
    [InlineData("LimitExceededException")]
    [InlineData("PriorRequestNotComplete")]
    [InlineData("ProvisionedThroughputExceededException")]
    [InlineData("RequestLimitExceeded")]
    [InlineData("RequestThrottled")]
    [InlineData("RequestThrottledException")]
    [InlineData("SlowDown")]
    [InlineData("ThrottledException")]
    [InlineData("Throttling")]
    [InlineData("ThrottlingException")]
    [InlineData("TooManyRequestsException")]
    [InlineData("TransactionInProgressException")]
    public void AThrottlingCode_IsRetryable(string code)
    {
        var error = new ServiceException(code, "slow down");

        Assert.True(Retryable.IsThrottling(error));
        Assert.True(Retryable.IsRetryable(error));
    }

    [Fact]
    public void AStatusOfTooManyRequests_IsThrottling() =>
        Assert.True(
            Retryable.IsThrottling(new ServiceException("Any", "x") { StatusCode = HttpStatusCode.TooManyRequests })
        );

    [Theory]
    [InlineData("TimeoutError")]
    [InlineData("RequestTimeout")]
    [InlineData("RequestTimeoutException")]
    public void ATimeOutCode_IsTransient(string code) =>
        Assert.True(Retryable.IsTransient(new ServiceException(code, "late")));

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    [InlineData(599, false)]
    public void AServerError_IsRetryableAndMostAreTransient(int status, bool isTransient)
    {
        var error = new ServiceException("Any", "x") { StatusCode = (HttpStatusCode)status };

        Assert.True(Retryable.IsServerError(error));
        Assert.True(Retryable.IsRetryable(error));
        Assert.Equal(isTransient, Retryable.IsTransient(error));
    }

    [Fact]
    public void ABrokenConnection_IsTransient()
    {
        Assert.True(Retryable.IsTransient(new ServiceException("Any", "x") { IsConnectionFailure = true }));
        Assert.True(Retryable.IsTransient(new SocketException()));
        Assert.True(Retryable.IsTransient(new TimeoutException()));
    }

    [Fact]
    public void WhatIsTheCallersFault_IsNotRetryable()
    {
        Assert.False(
            Retryable.IsRetryable(
                new ServiceException("ConditionalCheckFailedException", "x") { StatusCode = HttpStatusCode.BadRequest }
            )
        );
        Assert.False(Retryable.IsRetryable(new ServiceException("ValidationException", "x")));
        Assert.False(Retryable.IsRetryable(new InvalidOperationException("x")));
        Assert.False(Retryable.IsRetryable(new OperationCanceledException()));
    }
}
