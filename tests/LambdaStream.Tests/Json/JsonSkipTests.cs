using Xunit;

namespace LambdaStream.Tests;

public class JsonSkipTests
{
    // What a look-up must pass to find the member behind it, with quotes, escapes and brackets at every place of a block.
    [Theory]
    [InlineData("""{"text":"PADDING\\"}""")]
    [InlineData("""{"text":"PADDING\\\\\""}""")]
    [InlineData("""{"text":"PADDING\"}{[]\""}""")]
    [InlineData("""{"text":"PADDING","{[":["}}]]",{"x":[]}]}""")]
    [InlineData("""["PADDING\"",[[[{"x":"]"}]]],"]\\"]""")]
    [InlineData("""[ "PADDING" , { } , [ ] ]""")]
    public void Indexer_BehindAContainer_FindsTheMember(string container)
    {
        for (var length = 0; length < 140; length++)
        {
            var padded = container.Replace("PADDING", new string('p', length), StringComparison.Ordinal);
            var json = Json.Parse($$$"""{"first":{{{padded}}},"second":{"third":3}}""");
            Assert.Equal(padded, json["first"].ToString());
            Assert.Equal(3, json["second"]["third"].GetInt64());
        }
    }

    [Fact]
    public void Indexer_BehindBackslashesOfAnyNumber_FindsTheMember()
    {
        for (var pairs = 0; pairs < 80; pairs++)
        {
            var backslashes = string.Concat(Enumerable.Repeat("""\\""", pairs));
            var json = Json.Parse($$"""{"first":["{{backslashes}}","x{{backslashes}}\"]"],"second":2}""");
            Assert.Equal(2, json["second"].GetInt64());
        }
    }
}
