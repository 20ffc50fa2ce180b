using System.Text;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class CognitoTests
{
    // Node: parse records
    [Fact]
    public async Task Cognito_ParseRecords()
    {
        var run = await From.Cognito()
            .ReadAsync(Records.Cognito("PostConfirmation_ConfirmSignUp", Json.ObjectOf(("sub", "1"))));

        var @event = Assert.Single(run.Units).Event;
        Assert.Equal("aws-cognito-post-confirmation-confirm-sign-up", @event.Type);
        Assert.Equal("user", @event.PartitionKey);
        Assert.Equal("""{"region":"us-west-2","source":"us-west-2_pool"}""", @event.Tags.ToString());
        Assert.Equal("""{"sub":"1"}""", @event["raw"].ToString());
        Assert.True(Guid.TryParse(@event.Id, out _));
        Assert.Null(@event.Timestamp);
    }

    [Theory]
    [InlineData("PreSignUp_SignUp", "my-pre-sign-up-sign-up")]
    [InlineData("TokenGeneration_HostedAuth", "my-token-generation-hosted-auth")]
    [InlineData("CustomSMSSender_SignUp", "my-custom-sms-sender-sign-up")]
    [InlineData("Version2_OK", "my-version-2-ok")]
    public async Task Cognito_TheTriggersName_IsTheTypeInKebabCase(string trigger, string type) =>
        Assert.Equal(
            type,
            Assert.Single((await From.Cognito("my").ReadAsync(Records.Cognito(trigger))).Units).Event.Type
        );

    [Fact]
    public async Task Cognito_TheAnswer_IsTheEventWithWhatPipelinesPutIntoItsResponse()
    {
        var payload = Records.Cognito(
            "PreSignUp_SignUp",
            response: Json.ObjectOf(("autoConfirmUser", false), ("autoVerifyEmail", false))
        );
        var driver = new FunctionDriver(
            From.Cognito(),
            new Pipeline(
                "confirm",
                units => units.Map(uow => uow.With(Slots.CognitoResponse, Json.ObjectOf(("autoConfirmUser", true))))
            ),
            new Pipeline(
                "phone",
                units => units.Map(uow => uow.With(Slots.CognitoResponse, Json.ObjectOf(("autoVerifyPhone", true))))
            ),
            new Pipeline("other", units => units)
        );

        var run = await driver.InvokeAsync(payload);

        Assert.Equal(
            Encoding
                .UTF8.GetString(payload)
                .Replace(
                    """{"autoConfirmUser":false,"autoVerifyEmail":false}""",
                    """{"autoVerifyEmail":false,"autoConfirmUser":true,"autoVerifyPhone":true}""",
                    StringComparison.Ordinal
                ),
            Encoding.UTF8.GetString(run.Result.Response.Span)
        );
    }

    [Fact]
    public async Task Cognito_WhatNobodyWants_IsAnsweredAsItCame()
    {
        var payload = Records.Cognito("PreSignUp_SignUp", Json.ObjectOf(("n", 1)), Json.ObjectOf(("a", "b")));

        var run = await new FunctionDriver(From.Cognito(), new Pipeline("none", "other", units => units)).InvokeAsync(
            payload
        );

        Assert.Equal(payload, run.Result.Response.ToArray());
        Assert.Equal(1, run.Result.UnwantedCount);
    }

    [Fact]
    public async Task Cognito_AFault_IsPublishedAndTheEventAnswered()
    {
        var payload = Records.Cognito("PreSignUp_SignUp");

        var run = await new FunctionDriver(
            From.Cognito(),
            new Pipeline("fails", units => units.Tap(_ => throw new InvalidOperationException("no")))
        ).InvokeAsync(payload);

        Assert.Single(run.Faults);
        Assert.Equal(payload, run.Result.Response.ToArray());
    }

    [Fact]
    public async Task Cognito_TheSameCallTwice_HasTheSameId()
    {
        var payload = Records.Cognito("PreSignUp_SignUp");
        async Task<string?> IdAsync(string requestId) =>
            Assert
                .Single((await Driven.All(From.Cognito()).InvokeAsync(payload, new() { RequestId = requestId })).Units)
                .Event.Id;

        Assert.Equal(await IdAsync("1"), await IdAsync("1"));
        Assert.NotEqual(await IdAsync("1"), await IdAsync("2"));
    }

    [Fact]
    public async Task Cognito_WithoutATrigger_IsAFault()
    {
        var run = await From.Cognito().ReadAsync("""{"version":"1"}"""u8.ToArray());

        Assert.Equal(
            "The Cognito event has no text in triggerSource.",
            Assert.Single(run.Faults)["err"]["message"].GetString()
        );
    }
}
