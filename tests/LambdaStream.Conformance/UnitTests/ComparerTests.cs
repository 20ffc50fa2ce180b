using LambdaStream.Conformance.Comparison;
using Xunit;

namespace LambdaStream.Conformance.UnitTests;

public sealed class ComparerTests
{
    private const string Uuid = "0b8f7b1e-2f4c-11f0-9cd2-0242ac120002";

    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("1", "2", false)]
    [InlineData("1", "'1'", false)]
    [InlineData("true", "true", true)]
    [InlineData("true", "false", false)]
    [InlineData("null", "null", true)]
    [InlineData("null", "0", false)]
    [InlineData("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}", true)]
    [InlineData("{'a': 1}", "{'a': 1, 'b': 2}", false)]
    [InlineData("{'a': 1, 'b': 2}", "{'a': 1}", false)]
    [InlineData("{'a': null}", "{}", false)]
    [InlineData("[1, 2]", "[1, 2]", true)]
    [InlineData("[1, 2]", "[2, 1]", false)]
    [InlineData("[1, 2]", "[1]", false)]
    [InlineData("[]", "{}", false)]
    [InlineData("{'N': '1'}", "{'N': '1.0'}", true)]
    [InlineData("{'N': '1000'}", "{'N': '1e3'}", true)]
    [InlineData("{'N': '1'}", "{'N': '2'}", false)]
    [InlineData("{'N': '1'}", "{'S': '1'}", false)]
    [InlineData("{'S': '1'}", "{'S': '1.0'}", false)]
    public void Fits_Values_MustBeEqual(string expected, string actual, bool fits) =>
        Assert.Equal(fits, Comparer.Fits(Some.Json(expected), Some.Json(actual)));

    [Theory]
    [InlineData("<any>", "{'a': 1}", true)]
    [InlineData("<any>", "null", true)]
    [InlineData("<message>", "''", true)]
    [InlineData("<stack>", "null", true)]
    [InlineData("<name>", "'Error'", true)]
    [InlineData("<name>", "''", false)]
    [InlineData("<name>", "7", false)]
    [InlineData("<uuid>", $"'{Uuid}'", true)]
    [InlineData("<uuid>", "'0b8f7b1e2f4c11f09cd20242ac120002'", false)]
    [InlineData("<uuid>", "'x'", false)]
    [InlineData("<encrypted>", "'U2FsdGVkX18AAQID'", true)]
    [InlineData("<encrypted>", "'IkFubiI='", false)]
    [InlineData("<other>", "'<other>'", true)]
    [InlineData("<other>", "'x'", false)]
    public void Fits_Wildcard_StandsForManyValues(string wildcard, string actual, bool fits) =>
        Assert.Equal(fits, Comparer.Fits(Some.Json($"{{'a': ['{wildcard}']}}"), Some.Json($"{{'a': [{actual}]}}")));

    [Fact]
    public void Fits_Wildcard_NeedsAMember() =>
        Assert.False(Comparer.Fits(Some.Json("{'a': '<any>'}"), Some.Json("{}")));

    [Theory]
    [InlineData("{'type': 'fault', 'uow': {'a': 1}}", "{'type': 'fault', 'uow': {'a': 1, 'more': 2}}", true)]
    [InlineData("{'type': 'fault', 'uow': {'a': 1}}", "{'type': 'fault', 'uow': {'more': 2}}", false)]
    [InlineData("{'type': 'fault', 'uow': {'a': 1}}", "{'type': 'fault', 'uow': {'a': 2}}", false)]
    [InlineData("{'type': 'fault', 'uow': {'a': {}}}", "{'type': 'fault', 'uow': {'a': {'more': 2}}}", false)]
    [InlineData("{'type': 'fault', 'uow': {}}", "{'type': 'fault', 'uow': {}, 'more': 1}", false)]
    [InlineData("{'type': 'other', 'uow': {'a': 1}}", "{'type': 'other', 'uow': {'a': 1, 'more': 2}}", false)]
    [InlineData(
        "{'type': 'fault', 'uow': {'batch': [{'a': 1}, {'a': 2}]}}",
        "{'type': 'fault', 'uow': {'batch': [{'a': 1, 'more': 1}, {'a': 2}], 'more': 2}}",
        true
    )]
    [InlineData(
        "{'type': 'fault', 'uow': {'batch': [{'a': 1}]}}",
        "{'type': 'fault', 'uow': {'batch': [{'a': 1}, {'a': 2}]}}",
        false
    )]
    [InlineData(
        "{'type': 'fault', 'uow': {'batch': [{'a': 1}]}}",
        "{'type': 'fault', 'uow': {'batch': [{'b': 1}]}}",
        false
    )]
    [InlineData("{'type': 'fault', 'uow': {'batch': [{'a': 1}]}}", "{'type': 'fault', 'uow': {'a': 1}}", false)]
    public void Fits_Fault_MayShowMoreOfItsUnit(string expected, string actual, bool fits) =>
        Assert.Equal(fits, Comparer.Fits(Some.Json(expected), Some.Json(actual)));

    [Fact]
    public void Fits_EntriesThatAreFaults_MayComeInAnyOrder()
    {
        var expected = Some.Json(
            "{'Entries': [{'Detail': {'type': 'fault', 'uow': {'a': '<any>'}}}, {'Detail': {'type': 'fault', 'uow': {'a': 1}}}]}"
        );

        Assert.True(
            Comparer.Fits(
                expected,
                Some.Json(
                    "{'Entries': [{'Detail': {'type': 'fault', 'uow': {'a': 1}}}, {'Detail': {'type': 'fault', 'uow': {'a': 2}}}]}"
                )
            )
        );
        Assert.False(
            Comparer.Fits(
                expected,
                Some.Json(
                    "{'Entries': [{'Detail': {'type': 'fault', 'uow': {'a': 2}}}, {'Detail': {'type': 'fault', 'uow': {'a': 2}}}]}"
                )
            )
        );
    }

    [Fact]
    public void Fits_OtherEntries_ComeInOrder()
    {
        var expected = Some.Json("{'Entries': [{'Detail': {'type': 'fault', 'uow': {}}}, {'Detail': {'type': 'a'}}]}");

        Assert.True(Comparer.Fits(expected, expected!.DeepClone()));
        Assert.False(
            Comparer.Fits(
                expected,
                Some.Json("{'Entries': [{'Detail': {'type': 'a'}}, {'Detail': {'type': 'fault', 'uow': {}}}]}")
            )
        );
    }

    [Fact]
    public void Differences_TellThePathAndBothValues()
    {
        var differences = Comparer.Differences(
            Some.Json("{'a': {'b': [1, 2]}, 'c': 3}"),
            Some.Json("{'a': {'b': [1, 5]}, 'd': 4}")
        );

        Assert.Equal(
            ["a.b.1: expected 2, was 5", "c: expected 3, was missing", "d: unexpected 4"],
            differences.Select(difference => difference.ToString())
        );
    }
}
