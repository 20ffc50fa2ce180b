using System.Text;
using LambdaStream.Conformance.Comparison;
using LambdaStream.Conformance.Values;
using LambdaStream.Conformance.Vectors;
using Xunit;

namespace LambdaStream.Conformance.UnitTests;

public sealed class EncodingFormsTests
{
    [Theory]
    [InlineData("{'$json': {'a': [1, null, 'x']}}", """{"a":[1,null,"x"]}""")]
    [InlineData("{'$json': 1.50}", "1.5")]
    [InlineData("{'$json': 'é😀'}", "\"é😀\"")]
    [InlineData("{'$repeat': ['ab', 3]}", "ababab")]
    [InlineData("{'$repeat': [{'$json': 1}, 2]}", "11")]
    [InlineData("{'$base64': 'é'}", "w6k=")]
    [InlineData("{'$base64': {'$json': {'a': 1}}}", "eyJhIjoxfQ==")]
    public void Replace_Form_GivesItsText(string form, string expected) =>
        Assert.Equal(expected, EncodingForms.Replace(Some.Json(form))!.GetValue<string>());

    [Fact]
    public void Replace_Compressed_GivesTheWireForm()
    {
        var text = EncodingForms
            .Replace(Some.Json("{'$compressed': {'a': {'$repeat': ['x', 5]}}}"))!
            .GetValue<string>();

        Assert.StartsWith("COMPRESSED", text, StringComparison.Ordinal);
        Assert.True(EncodedText.TryDecompress(text, out var value));
        Assert.Equal("""{"a":"xxxxx"}""", JavaScriptJson.Stringify(value));
    }

    [Fact]
    public void Replace_FormsInside_AreReplacedFirst()
    {
        var payload = EncodingForms.Replace(
            Some.Json("{'Records': [{'data': {'$base64': {'$json': {'t': {'$repeat': ['a', 2]}}}}}], 'n': 1}")
        );

        var data = payload!["Records"]![0]!["data"]!.GetValue<string>();
        Assert.Equal("""{"t":"aa"}""", Encoding.UTF8.GetString(Convert.FromBase64String(data)));
        Assert.Equal("1", JavaScriptJson.Stringify(payload["n"]));
    }

    [Fact]
    public void Replace_ObjectWithOtherMembers_IsNoForm() =>
        Assert.Equal(
            """{"$json":1,"x":2}""",
            JavaScriptJson.Stringify(EncodingForms.Replace(Some.Json("{'$json': 1, 'x': 2}")))
        );
}
