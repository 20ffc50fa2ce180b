using System.Text.Json;
using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class JsonStringTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"a\\b\\f\\n\\r\\t\\\"\\\\\\/z\"", "a\b\f\n\r\t\"\\/z")]
    [InlineData("\"\\u0041\\u00E9\\u00e9\"", "Aéé")]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    [InlineData("\"é😀\"", "é😀")]
    [InlineData("\"x\\u0000y\"", "x\0y")]
    public void GetString_ReadsEscapes(string text, string expected) =>
        Assert.Equal(expected, Json.Parse(text).GetString());

    [Theory]
    [InlineData("\"\\ud83d\"", "\uFFFD")]
    [InlineData("\"\\ude00\"", "\uFFFD")]
    [InlineData("\"a\\ud83db\"", "a\uFFFDb")]
    [InlineData("\"\\ude00\\ud83d\"", "\uFFFD\uFFFD")]
    [InlineData("\"\\ud83d\\ud83d\\ude00\"", "\uFFFD😀")]
    public void ALoneSurrogate_ReadsAsReplacementAndIsWrittenBackUnchanged(string text, string expected)
    {
        var json = Json.Parse(text);

        Assert.Equal(expected, json.GetString());
        Assert.Equal(text, json.ToString());
    }

    [Theory]
    [InlineData("\"\\u0000\\u001f\\b\\t\\n\\f\\r\"", "\0\u001f\b\t\n\f\r")]
    [InlineData("\"\\\"\\\\/<>&'+\"", "\"\\/<>&'+")]
    [InlineData("\"é😀\u007f\u2028\"", "é😀\u007f\u2028")]
    public void AString_IsWrittenAsJsonStringifyWritesIt(string expected, string text) =>
        Assert.Equal(expected, ((Json)text).ToString());

    [Fact]
    public void AString_WithALoneSurrogate_IsWrittenAsReplacement() =>
        Assert.Equal("\"a\uFFFD\"", ((Json)"a\ud83d").ToString());

    [Fact]
    public void AStringThatIsNull_IsUndefined() => Assert.False(((Json)(string?)null).IsDefined);

    [Fact]
    public void AnyString_ComesBackAsItWas() =>
        Gen.String.Sample(
            text =>
            {
                // What stands alone of a pair has no form in UTF-8.
                var expected = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
                var json = (Json)text;

                Assert.Equal(expected, json.GetString());
                Assert.Equal(expected, JsonSerializer.Deserialize(json.ToString(), TestStrings.Default.String));
                Assert.Equal(
                    expected,
                    Json.Parse(JsonSerializer.Serialize(text, TestStrings.Default.String)).GetString()
                );
            },
            iter: 1_000,
            threads: 1
        );

    [Fact]
    public void GetString_OfSomethingElse_SaysWhatItIs()
    {
        Assert.Equal(
            "The JSON value is a Number, not a string.",
            Assert.Throws<InvalidOperationException>(() => Json.Parse("1").GetString()).Message
        );
        Assert.Throws<InvalidOperationException>(() => Json.Parse("{}").GetString());
        Assert.Throws<InvalidOperationException>(() => Json.True.GetString());
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class TestStrings : System.Text.Json.Serialization.JsonSerializerContext;
