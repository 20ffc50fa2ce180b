using LambdaStream.Connectors;
using LambdaStream.Queries;
using Xunit;

namespace LambdaStream.Tests;

public class QueryQuestionTests
{
    private static readonly QueryRequest Request = new()
    {
        TableName = "t",
        IndexName = "DataIndex",
        KeyConditionExpression = "#data = :data",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#data"] = "data" },
        ExpressionAttributeValues = Item.Of((":data", "key")),
        ConsistentRead = true,
        Limit = 10,
    };

    [Fact]
    public void Equals_TheSameRequestBuiltTwice_IsOneQuestion()
    {
        // As a row has it, in the place of a value that was built.
        var row = Item.FromTypedJson(Json.Parse("""{"data":{"S":"key"}}"""));
        var again = Request with
        {
            ExpressionAttributeNames = new Dictionary<string, string> { ["#data"] = "data" },
            ExpressionAttributeValues = Item.Of((":data", row["data"])),
        };

        var (one, other) = (new QueryQuestion(Request, null), new QueryQuestion(again, null));

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    public static TheoryData<QueryRequest> Others =>
        [
            Request with
            {
                TableName = "other",
            },
            Request with
            {
                IndexName = null,
            },
            Request with
            {
                KeyConditionExpression = "#data > :data",
            },
            Request with
            {
                FilterExpression = "#data = :data",
            },
            Request with
            {
                ProjectionExpression = "#data",
            },
            Request with
            {
                ExpressionAttributeNames = null,
            },
            Request with
            {
                ExpressionAttributeNames = new Dictionary<string, string> { ["#data"] = "pk" },
            },
            Request with
            {
                ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = "data" },
            },
            Request with
            {
                ExpressionAttributeValues = Item.Of((":data", "other")),
            },
            Request with
            {
                ExpressionAttributeValues = null,
            },
            Request with
            {
                ConsistentRead = null,
            },
            Request with
            {
                ScanIndexForward = false,
            },
            Request with
            {
                Limit = 11,
            },
            Request with
            {
                ExclusiveStartKey = Item.Of(("pk", "1")),
            },
            Request with
            {
                Select = "COUNT",
            },
        ];

    [Theory]
    [MemberData(nameof(Others))]
    public void Equals_AnotherRequest_IsAnotherQuestion(QueryRequest other) =>
        Assert.NotEqual(new QueryQuestion(Request, null), new QueryQuestion(other, null));

    [Fact]
    public void Equals_DecryptedOrNot_AreTwoQuestions() =>
        Assert.NotEqual(new QueryQuestion(Request, null), new QueryQuestion(Request, false));
}
