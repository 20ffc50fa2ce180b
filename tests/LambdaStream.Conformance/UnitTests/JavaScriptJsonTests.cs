using System.Text.Json;
using LambdaStream.Conformance.Values;
using Xunit;

namespace LambdaStream.Conformance.UnitTests;

public sealed class JavaScriptJsonTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("-0", "0")]
    [InlineData("1.0", "1")]
    [InlineData("1.50", "1.5")]
    [InlineData("0.1", "0.1")]
    [InlineData("-17.25", "-17.25")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("123456789012345680000", "123456789012345680000")]
    [InlineData("1.25e25", "1.25e+25")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("1.5e-9", "1.5e-9")]
    [InlineData("1768471840.25", "1768471840.25")]
    public void Stringify_Number_WritesItAsJavaScript(string number, string expected) =>
        Assert.Equal(expected, JavaScriptJson.Stringify(JavaScriptJson.Parse(number)));

    [Theory]
    [InlineData("""{"a":1,"a":2}""", """{"a":2}""")]
    [InlineData("""[ "x" , { } , [ ] ]""", """["x",{},[]]""")]
    [InlineData("""{"b":{"x":null},"a":[true,false]}""", """{"b":{"x":null},"a":[true,false]}""")]
    [InlineData(""" "\u00e9\n\t\u0001\"\\/" """, """ "é\n\t\u0001\"\\/" """)]
    [InlineData(""" "\ud83d\ude00" """, """ "😀" """)]
    [InlineData(""" "a\ud83d\nb" """, """ "a\ud83d\nb" """)]
    public void Stringify_Parsed_IsCompact(string text, string expected) =>
        Assert.Equal(expected.Trim(), JavaScriptJson.Stringify(JavaScriptJson.Parse(text.Trim())));

    [Theory]
    [InlineData("{")]
    [InlineData("1 2")]
    [InlineData("")]
    public void Parse_NoJson_IsAnError(string text) =>
        Assert.ThrowsAny<JsonException>(() => JavaScriptJson.Parse(text));

    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("1e3", "1000", true)]
    [InlineData("0", "-0", true)]
    [InlineData("0.10", ".1", true)]
    [InlineData("1", "2", false)]
    [InlineData("1", "x", false)]
    [InlineData("x", "x", true)]
    public void AreEqual_ComparesNumbersNotTexts(string left, string right, bool expected) =>
        Assert.Equal(expected, JavaScriptNumber.AreEqual(left, right));
}
