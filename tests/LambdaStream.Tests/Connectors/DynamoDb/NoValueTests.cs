using LambdaStream.Connectors;
using Xunit;

namespace LambdaStream.Tests.Connectors.DynamoDb;

public class NoValueTests
{
    [Fact]
    public void AnAttributeValue_OfNoNumber_IsNoValue()
    {
        long? timestamp = null;

        AttributeValue value = timestamp;

        Assert.False(value.IsDefined);
    }

    [Fact]
    public void AnUpdate_WithATimestampThatTheEventLacks_DoesNotSetIt()
    {
        UpdateItemRequest request = UpdateRequest
            .For(pk: "1", sk: "thing")
            .Set("timestamp", Event.Of("thing-created").Timestamp);

        Assert.Null(request.UpdateExpression);
    }
}
