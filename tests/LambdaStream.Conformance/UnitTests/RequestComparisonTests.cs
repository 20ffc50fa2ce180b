using System.Text.Json.Nodes;
using LambdaStream.Conformance.Comparison;
using Xunit;

namespace LambdaStream.Conformance.UnitTests;

public sealed class RequestComparisonTests
{
    [Fact]
    public void Compare_AnyOrder_IsAMultiset()
    {
        Assert.Empty(RequestComparison.Compare(Requests("1", "2", "2"), Requests("2", "1", "2")));
        Assert.Single(RequestComparison.Compare(Requests("1", "2", "2"), Requests("2", "1")));
        Assert.Single(RequestComparison.Compare(Requests("1", "2"), Requests("2", "1", "1")));
        Assert.NotEmpty(RequestComparison.Compare(Requests("1", "1", "2"), Requests("1", "2", "2")));
    }

    [Fact]
    public void Compare_Wildcards_LeaveTheStrictTheirPartner()
    {
        // Taken in order, the wildcard would take the first request, and nothing would fit the 1.
        Assert.Empty(RequestComparison.Compare(Requests("'<any>'", "1"), Requests("1", "2")));
        Assert.Empty(
            RequestComparison.Compare(
                Requests("['<any>', '<any>']", "['<any>', 2]", "[1, 2]"),
                Requests("[1, 2]", "[3, 2]", "[3, 4]")
            )
        );
        Assert.NotEmpty(RequestComparison.Compare(Requests("'<any>'", "1"), Requests("2", "2")));
    }

    [Fact]
    public void Compare_Ordered_WantsThisOrder()
    {
        Assert.Empty(RequestComparison.Compare(Requests("1", "2"), Requests("1", "2"), ordered: true));
        Assert.Equal(2, RequestComparison.Compare(Requests("1", "2"), Requests("2", "1"), ordered: true).Count);
        Assert.Single(RequestComparison.Compare(Requests("1", "2"), Requests("1"), ordered: true));
        Assert.Single(RequestComparison.Compare(Requests("1"), Requests("1", "2"), ordered: true));
    }

    [Fact]
    public void Compare_Distinct_CountsEqualRequestsOnce()
    {
        Assert.Empty(RequestComparison.Compare(Requests("1", "1", "2"), Requests("1", "2", "2"), distinct: true));
        Assert.Single(RequestComparison.Compare(Requests("1", "1"), Requests("1", "2"), distinct: true));
        Assert.Single(RequestComparison.Compare(Requests("1", "2"), Requests("1", "1"), distinct: true));
        // Two faults differ by their ids only.
        Assert.Empty(RequestComparison.Compare(Requests("'<any>'", "'<any>'"), Requests("1", "2"), distinct: true));
    }

    [Fact]
    public void Compare_OtherOperation_IsAnotherRequest()
    {
        var actual = Requests("1")[0];
        actual["operation"] = "PutItem";

        Assert.Equal(2, RequestComparison.Compare(Requests("1"), [actual]).Count);
    }

    [Fact]
    public void Compare_Region_CountsWhereItIsGiven()
    {
        var elsewhere = Requests("1")[0];
        elsewhere["region"] = "us-east-1";

        Assert.Empty(RequestComparison.Compare(Requests("1"), [elsewhere]));
        Assert.Single(RequestComparison.Compare([elsewhere], Requests("1")));
        Assert.Empty(RequestComparison.Compare([elsewhere], [elsewhere.DeepClone().AsObject()]));
    }

    [Fact]
    public void Compare_Expectation_IsNormalized()
    {
        var expected = Some.Object("{'service': 's3', 'operation': 'CopyObject', 'input': {'CopySource': '/b/k'}}");
        var ignored = Some.Object("{'service': 's3', 'operation': 'HeadBucket', 'input': {}}");
        var actual = Some.Object("{'service': 's3', 'operation': 'CopyObject', 'input': {'CopySource': 'b/k'}}");

        Assert.Empty(RequestComparison.Compare([expected, ignored], [actual]));
    }

    [Fact]
    public void Compare_Missing_TellsTheClosestAndWhereItDiffers()
    {
        var report = RequestComparison.Compare(
            Requests("{'a': 1, 'b': 1, 'c': 1}"),
            Requests("{'a': 2, 'b': 2, 'c': 2}", "{'a': 1, 'b': 2, 'c': 1}")
        );

        Assert.Equal(2, report.Count);
        Assert.Contains("closest is request 1:\n    v.b: expected 1, was 2", report[0], StringComparison.Ordinal);
        Assert.StartsWith("left over: request 0", report[1], StringComparison.Ordinal);
    }

    [Fact]
    public void CompareResponse_FindsRecordsByIdAndComparesWhatIsNamed()
    {
        var expected = Some.Object(
            "{'records': [{'recordId': 'b', 'result': 'Ok', 'data': {'x': 1}}, {'recordId': 'a', 'result': 'Dropped'}]}"
        );

        // eyJ4IjoxfQ== is {"x":1} in base64.
        Assert.Empty(
            OutcomeComparison.CompareResponse(
                expected,
                Some.Json(
                    "{'records': [{'recordId': 'a', 'result': 'Dropped', 'data': 'x'}, {'recordId': 'b', 'result': 'Ok', 'data': 'eyJ4IjoxfQ=='}]}"
                )
            )
        );
        Assert.Equal(
            [
                "response.records.b.result: expected \"Ok\", was \"Dropped\"",
                "response.records.b.data: expected {\"x\":1}, was missing",
            ],
            OutcomeComparison.CompareResponse(
                expected,
                Some.Json(
                    "{'records': [{'recordId': 'a', 'result': 'Dropped'}, {'recordId': 'b', 'result': 'Dropped'}]}"
                )
            )
        );
        Assert.Equal(
            ["response.records: expected 2 elements, were 1", "response.records: b is missing"],
            OutcomeComparison.CompareResponse(
                expected,
                Some.Json("{'records': [{'recordId': 'a', 'result': 'Dropped'}]}")
            )
        );
    }

    [Fact]
    public void Compare_Outcomes_OneForEachInvocation()
    {
        Assert.Empty(OutcomeComparison.Compare([Some.Json("'success'")], [Some.Json("'success'")]));
        Assert.Single(OutcomeComparison.Compare([Some.Json("'success'")], [Some.Json("{'error': {}}")]));
        Assert.Single(
            OutcomeComparison.Compare([Some.Json("'success'"), Some.Json("'success'")], [Some.Json("'success'")])
        );
        Assert.Empty(
            OutcomeComparison.Compare(
                [Some.Json("{'error': {'name': 'X', 'message': '<message>'}}")],
                [Some.Json("{'error': {'name': 'X', 'message': 'whatever'}}")]
            )
        );
    }

    private static List<JsonObject> Requests(params string[] values) =>
        [
            .. values.Select(value =>
                Some.Object($"{{'service': 'dynamodb', 'operation': 'UpdateItem', 'input': {{'v': {value}}}}}")
            ),
        ];
}
