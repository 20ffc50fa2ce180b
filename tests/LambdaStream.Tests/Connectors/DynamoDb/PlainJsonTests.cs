using System.Text;
using System.Text.Json;
using LambdaStream.Connectors;
using Xunit;

namespace LambdaStream.Tests;

public class PlainJsonTests
{
    private static readonly string[] Types = ["M", "L", "S", "N", "B", "NULL"];

    [Theory]
    [InlineData("""{"M":{}}""", "{}")]
    [InlineData("""{ "M" : { } }""", "{}")]
    [InlineData("""{"L":[]}""", "[]")]
    [InlineData("""{"M":{"a":{"S":"x"},"b":{"N":"1"},"c":{"NULL":true}}}""", """{"a":"x","b":1,"c":null}""")]
    [InlineData("""{ "M" : { "a" : { "S" : "x" } , "b" : { "N" : "1" } } }""", """{"a":"x","b":1}""")]
    [InlineData("""{"M":{"a":{"S":"x","N":"1"},"b":{"N":"1" , "x":{}}}}""", """{"a":"x","b":1}""")]
    [InlineData(
        """{"M":{"a":{"S":"x"} ,"b":{"L":[ {"NULL":true} , {"BOOL":false} ]}}}""",
        """{"a":"x","b":[null,false]}"""
    )]
    [InlineData("""{"M":{"a":{"NS":["1", "2"]},"b":{"SS":["1", "2"]}}}""", """{"a":[1,2],"b":["1", "2"]}""")]
    [InlineData("""{"M":{"}\"{":{"S":"}\\\"}{"},"":{"N":1.5}}}""", """{"}\"{":"}\\\"}{","":1.5}""")]
    [InlineData("""{"N":"1.50"}""", "1.50")]
    [InlineData("""{"NULL":1}""", "null")]
    [InlineData("""{"NULL":false}""", "null")]
    [InlineData("""{"B":"AQ=="}""", "\"AQ==\"")]
    public void ToJson_TypedJson_LeavesOutTheTypes(string typed, string plain) =>
        Assert.Equal(plain, AttributeValue.FromTypedJson(Json.Parse(typed)).ToJson().ToString());

    [Theory]
    [InlineData("""{"M":{"a":{"S":"x"},"b":{"X":1}}}""")]
    [InlineData("""{"M":{"a":{"S":"x"},"b":{}}}""")]
    [InlineData("""{"M":{"a":{"S":"x"},"b":[]}}""")]
    [InlineData("""{"L":[ 1 ]}""")]
    public void ToJson_NoValueInIt_Throws(string typed) =>
        Assert.Throws<JsonException>(() => AttributeValue.FromTypedJson(Json.Parse(typed)).ToJson());

    // Short and long texts stand next to one another, and at the end of the room that there is.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ToJson_AnyValues_IsWhatItsPartsAre(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 2_000; run++)
        {
            var (typed, plain) = (new StringBuilder(), new StringBuilder());
            Write(random, typed, plain, depth: 0);

            Assert.Equal(plain.ToString(), AttributeValue.FromTypedJson(Json.Parse($"{typed}")).ToJson().ToString());

            var item = Item.FromTypedJson(Json.Parse($$"""{"a":{{typed}},"b\"":{{typed}}}"""));
            Assert.Equal($$"""{"a":{{plain}},"b\"":{{plain}}}""", item.ToJson().ToString());
        }
    }

    private static void Write(Random random, StringBuilder typed, StringBuilder plain, int depth)
    {
        var kind = random.Next(depth > 3 ? 2 : 0, 6);
        var count = random.Next(4);
        typed.Append('{').Append(Space(random)).Append('"').Append(Types[kind]).Append('"');
        typed.Append(Space(random)).Append(':').Append(Space(random));
        switch (kind)
        {
            case 0 or 1:
                Both(kind == 0 ? '{' : '[');
                for (var i = 0; i < count; i++)
                {
                    typed.Append(Space(random));
                    if (i > 0)
                        Both(',');
                    typed.Append(Space(random));
                    if (kind == 0)
                    {
                        var name = $"\"{Text(random)}{i}\"";
                        plain.Append(name).Append(':');
                        typed.Append(name).Append(Space(random)).Append(':').Append(Space(random));
                    }
                    Write(random, typed, plain, depth + 1);
                }
                typed.Append(Space(random));
                Both(kind == 0 ? '}' : ']');
                break;
            case 3:
                var digits = $"{random.Next()}";
                typed.Append('"').Append(digits).Append('"');
                plain.Append(digits);
                break;
            case 5:
                typed.Append("true");
                plain.Append("null");
                break;
            default:
                var text = $"\"{Text(random)}\"";
                typed.Append(text);
                plain.Append(text);
                break;
        }
        typed.Append(Space(random)).Append('}');

        void Both(char bracket)
        {
            typed.Append(bracket);
            plain.Append(bracket);
        }
    }

    private static string Space(Random random) => new(' ', Math.Max(0, random.Next(-20, 3)));

    private static string Text(Random random) =>
        random.Next(5) == 0 ? "\\\"}{" : new string((char)('a' + random.Next(26)), random.Next(random.Next(2, 70)));
}
