using LambdaStream.Conformance.Comparison;
using LambdaStream.Conformance.Values;
using LambdaStream.Conformance.Vectors;
using Xunit;

namespace LambdaStream.Conformance.UnitTests;

public sealed class NormalizerTests
{
    [Theory]
    [InlineData("timestream", "DescribeEndpoints", false)]
    [InlineData("s3", "HeadBucket", false)]
    [InlineData("sts", "GetCallerIdentity", false)]
    [InlineData("s3", "HeadObject", true)]
    [InlineData("dynamodb", "UpdateItem", true)]
    public void Counts_LeavesOutWhatClientsAskForThemselves(string service, string operation, bool expected) =>
        Assert.Equal(expected, Normalizer.Counts(service, operation));

    [Theory]
    [InlineData("scheduler", "{'Name': 'n', 'ClientToken': 'x'}", "{'Name':'n'}")]
    [InlineData("lambda", "{'ClientToken': 'x'}", "{'ClientToken':'x'}")]
    [InlineData(
        "s3",
        "{'Key': 'k', 'ContentType': 'x', 'ChecksumAlgorithm': 'CRC32', 'ContinuationToken': '2'}",
        "{'Key':'k','ContinuationToken':'2'}"
    )]
    [InlineData("s3", "{'CopySource': '/b/k'}", "{'CopySource':'b/k'}")]
    public void Input_WithoutWhatDiffersBetweenClients(string service, string input, string expected) =>
        Assert.Equal(
            expected.Replace('\'', '"'),
            JavaScriptJson.Stringify(Normalizer.Input(service, Some.Json(input)))
        );

    [Theory]
    [InlineData("Detail")]
    [InlineData("body")]
    [InlineData("Body")]
    [InlineData("MessageBody")]
    [InlineData("Message")]
    [InlineData("Payload")]
    [InlineData("Input")]
    [InlineData("Data")]
    [InlineData("data")]
    public void Normalize_JsonTextUnderItsKeys_IsReplaced(string key)
    {
        CheckUnder(key, """{"KEY": "{\"a\":[1]}"}""", """{"KEY":{"a":[1]}}""");
        CheckUnder(key, """{"KEY": "[1]"}""", """{"KEY":[1]}""");
        CheckUnder(key, """{"KEY": "12"}""", """{"KEY":"12"}""");
        CheckUnder(key, """{"KEY": "{no json"}""", """{"KEY":"{no json"}""");
        CheckUnder(key, """{"KEY": "{\"a\":1}\n"}""", """{"KEY":{"$line":{"a":1}}}""");
    }

    [Fact]
    public void Normalize_JsonTextUnderOtherKeys_Stays() =>
        Check("""{"text": "{\"a\":1}", "list": ["[1]"]}""", """{"text":"{\"a\":1}","list":["[1]"]}""");

    [Theory]
    [InlineData("data")]
    [InlineData("Data")]
    public void Normalize_Base64UnderData_IsReplaced(string key)
    {
        CheckUnder(key, """{"KEY": "eyJhIjoxfQ=="}""", """{"KEY":{"a":1}}""");
        // {"a":1} and a newline
        CheckUnder(key, """{"KEY": "eyJhIjoxfQo="}""", """{"KEY":{"$line":{"a":1}}}""");
        CheckUnder(key, """{"KEY": "eA=="}""", """{"KEY":"eA=="}""");
        Check("""{"Body": "eyJhIjoxfQ=="}""", """{"Body":"eyJhIjoxfQ=="}""");
    }

    [Fact]
    public void Normalize_Compressed_IsReplacedAtAnyDepth()
    {
        var text = EncodingForms.Compress(Some.Json("{'a': [1]}"));

        Check($$"""{"x": [{"y": "{{text}}"}]}""", """{"x":[{"y":{"$compressed":{"a":[1]}}}]}""");
        Check("""{"x": "COMPRESSED air", "y": "COMPRESSED"}""", """{"x":"COMPRESSED air","y":"COMPRESSED"}""");
    }

    [Fact]
    public void Normalize_WhatARuleProduced_IsNormalizedAgain()
    {
        var inner = JavaScriptJson.Stringify(
            Some.Json("{'Detail': '[1]', 'UpdateExpression': 'SET #b = :b, #a = :a'}")
        );
        var text = EncodingForms.Compress(Some.Json("{'body': '[2]', 'long': 'x'}"));
        var detail = JavaScriptJson.Stringify(
            Some.Json($"{{'body': '{text}', 'deep': {inner}}}".Replace("\\", "\\\\", StringComparison.Ordinal))
        );

        Check(
            $$"""{"Detail": {{JavaScriptJson.Stringify(detail)}}}""",
            """
            {"Detail":{"body":{"$compressed":{"body":[2],"long":"x"}},"deep":{"Detail":[1],"UpdateExpression":"SET #a = :a, #b = :b"}}}
            """
        );
    }

    [Theory]
    [InlineData("SET #b = :b, #a = :a", "SET #a = :a, #b = :b")]
    [InlineData("SET #b = :b REMOVE #y, #x", "REMOVE #x, #y SET #b = :b")]
    [InlineData("SET #a = :a REMOVE #r ADD #s :s DELETE #d :d", "ADD #s :s DELETE #d :d REMOVE #r SET #a = :a")]
    [InlineData(
        "SET #b = if_not_exists(#b, :b), #a = list_append(#a, :a)",
        "SET #a = list_append(#a, :a), #b = if_not_exists(#b, :b)"
    )]
    [InlineData("SET #SET = :SET, #ADD = :ADD", "SET #ADD = :ADD, #SET = :SET")]
    [InlineData("no expression", "no expression")]
    public void Normalize_UpdateExpression_IsSorted(string expression, string expected) =>
        Check($$"""{"UpdateExpression": "{{expression}}"}""", $$"""{"UpdateExpression":"{{expected}}"}""");

    [Fact]
    public void Normalize_DynamoDbSets_AreSorted()
    {
        Check("""{"SS": ["b", "a"]}""", """{"SS":["a","b"]}""");
        Check("""{"v": {"NS": ["10", "9", "-1"]}}""", """{"v":{"NS":["-1","9","10"]}}""");
        Check("""{"BS": ["Yg==", "YQ=="]}""", """{"BS":["YQ==","Yg=="]}""");
        Check("""{"L": ["b", "a"]}""", """{"L":["b","a"]}""");
    }

    [Fact]
    public void Normalize_LongText_BecomesItsDigest()
    {
        var longest = new string('x', 1_000);

        Check($$"""{"t": "{{longest}}"}""", $$"""{"t":"{{longest}}"}""");
        Check(
            $$"""{"t": "{{longest}}y"}""",
            """{"t":{"$string":{"length":1001,"sha256":"60377550a711530f89cf4bc4b0360ff1dacc35a2f4622c917909102c1f968d0d"}}}"""
        );
    }

    [Fact]
    public void Normalize_Twice_ChangesNothing()
    {
        var once = Normalizer.Normalize(
            Some.Json(
                "{'Detail': '[1]', 'Data': 'eyJhIjoxfQo=', 'UpdateExpression': 'SET b = c, a = d', 'SS': ['b', 'a']}"
            )
        );

        Assert.Equal(JavaScriptJson.Stringify(once), JavaScriptJson.Stringify(Normalizer.Normalize(once)));
    }

    private static void CheckUnder(string key, string input, string expected) =>
        Check(
            input.Replace("KEY", key, StringComparison.Ordinal),
            expected.Replace("KEY", key, StringComparison.Ordinal)
        );

    private static void Check(string input, string expected) =>
        Assert.Equal(expected.Trim(), JavaScriptJson.Stringify(Normalizer.Normalize(JavaScriptJson.Parse(input))));
}
