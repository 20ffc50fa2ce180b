using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public partial class JsonTests
{
    [Fact]
    public void LookUps_FindMembersAndElements()
    {
        var json = Json.Parse("""{"a":{"b":[10,{"c":"x"}]},"n":null}""");

        Assert.Equal("x", json["a"]["b"][1]["c"].GetString());
        Assert.Equal("x", json.At("a.b.1.c").GetString());
        Assert.Equal(10, json.At("a.b.0").GetInt64());
        Assert.Equal(2, json["a"]["b"].Count);
    }

    [Fact]
    public void LookUps_ThatFindNothing_AreUndefined()
    {
        var json = Json.Parse("""{"a":[1],"text":"t"}""");

        Assert.False(json["x"].IsDefined);
        Assert.False(json["x"]["y"][3].IsDefined);
        Assert.False(json["a"][1].IsDefined);
        Assert.False(json["a"][-1].IsDefined);
        Assert.False(json["a"]["0"].IsDefined);
        Assert.False(json["text"]["length"].IsDefined);
        Assert.False(json[0].IsDefined);
        Assert.False(json.At("a.b.c").IsDefined);
        Assert.False(json.At("").IsDefined);
        Assert.False(default(Json)["x"].IsDefined);
        Assert.Equal(0, json["text"].Count);
    }

    [Fact]
    public void UndefinedAndNull_Differ()
    {
        var json = Json.Parse("""{"n":null}""");

        Assert.Equal(JsonValueKind.Null, json["n"].Kind);
        Assert.Equal(JsonValueKind.Undefined, json["x"].Kind);
        Assert.True(json["n"].IsDefined);
        Assert.True(json["n"].IsNullOrUndefined);
        Assert.True(json["x"].IsNullOrUndefined);
        Assert.Null(json["n"].GetString());
        Assert.Null(json["x"].GetString());
        Assert.Equal(("null", ""), (json["n"].ToString(), json["x"].ToString()));
    }

    [Theory]
    [InlineData("{}", JsonValueKind.Object)]
    [InlineData("[]", JsonValueKind.Array)]
    [InlineData("\"\"", JsonValueKind.String)]
    [InlineData("-1", JsonValueKind.Number)]
    [InlineData("true", JsonValueKind.True)]
    [InlineData("false", JsonValueKind.False)]
    [InlineData("null", JsonValueKind.Null)]
    public void Kind_IsTheValues(string text, JsonValueKind kind)
    {
        Assert.Equal(kind, Json.Parse(text).Kind);
        Assert.Equal(kind, Json.Parse($" \r\n\t{text}\n ").Kind);
        Assert.Equal(kind, Json.Parse($"[ {text} ]")[0].Kind);
        Assert.Equal(kind, Json.Parse("{ \"a\" : " + text + " }")["a"].Kind);
    }

    [Fact]
    public void ANameThatStandsTwice_CountsByItsLast()
    {
        var json = Json.Parse("""{"a":1,"b":2,"a":3,"\u0061":4}""");

        Assert.Equal(4, json["a"].GetInt64());
        Assert.Equal("""{"a":1,"b":2,"a":3,"\u0061":4}""", json.ToString());
    }

    [Fact]
    public void Names_AreFoundEscapedOrNot()
    {
        var json = Json.Parse("""{"\u0074hing":1,"a\"b":2,"é":3,"\u00e9x":4,"":5,"a\\":6,"😀":7}""");

        Assert.Equal(1, json["thing"].GetInt64());
        Assert.Equal(2, json["a\"b"].GetInt64());
        Assert.Equal(3, json["é"].GetInt64());
        Assert.Equal(4, json["éx"].GetInt64());
        Assert.Equal(5, json[""].GetInt64());
        Assert.Equal(6, json["a\\"].GetInt64());
        Assert.Equal(7, json["😀"].GetInt64());
    }

    [Fact]
    public void Names_OfAnyLength_AreFound()
    {
        var name = new string('é', 1_000);

        Assert.Equal(1, Json.ObjectOf((name, 1L))[name].GetInt64());
        Assert.False(Json.ObjectOf(("a", 1L))[name].IsDefined);
    }

    [Theory]
    [InlineData("""{"a":"}"}""", "}")]
    [InlineData("""{"x":"{[\"","a":"ok"}""", "ok")]
    [InlineData("""{"x":{"a":"inner"},"a":"outer"}""", "outer")]
    [InlineData("""{"x":["a",{"a":1}],"a":"ok"}""", "ok")]
    [InlineData("""{"x":"\\","a":"ok"}""", "ok")]
    [InlineData("""{"x":"\\\"","a":"ok"}""", "ok")]
    [InlineData("""{ "x" : 1.5e3 , "a" : "ok" }""", "ok")]
    public void LookUps_SkipWhatStandsBefore(string text, string expected) =>
        Assert.Equal(expected, Json.Parse(text)["a"].GetString());

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{} x")]
    [InlineData("{\"a\":1,}")]
    [InlineData("[1,]")]
    [InlineData("{a:1}")]
    [InlineData("{'a':1}")]
    [InlineData("// comment\n1")]
    [InlineData("NaN")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("\"\t\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("undefined")]
    [InlineData("\uFEFF1")]
    public void Parse_WhatIsNoJson_IsRejected(string text) => Assert.ThrowsAny<JsonException>(() => Json.Parse(text));

    [Fact]
    public void Parse_WhatIsNoUtf8_IsRejected() =>
        Assert.Throws<JsonException>(() => Json.Parse([(byte)'"', 0xc3, (byte)'"']));

    [Fact]
    public void Parse_TakesAThousandLevelsAndNoMore()
    {
        Assert.Equal(JsonValueKind.Array, Json.Parse(Nested(1_000)).Kind);
        Assert.ThrowsAny<JsonException>(() => Json.Parse(Nested(1_001)));

        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
    }

    [Fact]
    public void Parse_KeepsTheTextByteForByte()
    {
        const string text = """{ "a" : [ 1.0 , 1e3,"\u00e9\/" ],"b":{} }""";

        Assert.Equal(text, Json.Parse(text).ToString());
        Assert.Equal(Encoding.UTF8.GetBytes(text), Json.Parse(text).ToUtf8());
        Assert.Equal("""[ 1.0 , 1e3,"\u00e9\/" ]""", Json.Parse(text)["a"].ToString());
    }

    [Fact]
    public void AnyText_IsReadAsSystemTextJsonReadsIt() =>
        AnyJson.Sample(
            text =>
            {
                using var document = JsonDocument.Parse(text);
                AssertSame(document.RootElement, Json.Parse(text));
            },
            iter: 2_000,
            threads: 1
        );

    [Fact]
    public void EnumerateObject_GivesMembersInTheirOrder()
    {
        var members = new List<(string, string)>();
        foreach (var (name, value) in Json.Parse(""" { "b" : 1 , "a\n" : [2] , "b" : "3" } """).EnumerateObject())
            members.Add((name, value.ToString()));

        Assert.Equal([("b", "1"), ("a\n", "[2]"), ("b", "\"3\"")], members);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("1")]
    [InlineData("\"{}\"")]
    [InlineData("null")]
    public void Enumerations_OfSomethingElse_AreEmpty(string text)
    {
        var json = Json.Parse(text);

        Assert.False(json.EnumerateObject().MoveNext());
        Assert.False(json.EnumerateArray().MoveNext());
        Assert.False(default(Json).EnumerateObject().MoveNext());
        Assert.False(default(Json).EnumerateArray().MoveNext());
    }

    [Fact]
    public void ObjectOf_LeavesOutWhatIsUndefinedAndArrayOfWritesNull()
    {
        Assert.Equal(
            """{"a":1,"b":null,"d":"x"}""",
            Json.ObjectOf(("a", 1L), ("b", Json.Null), ("c", default), ("d", "x")).ToString()
        );
        Assert.Equal("[1,null,true]", Json.ArrayOf(1L, default, true).ToString());
        Assert.Equal(("{}", "[]"), (Json.ObjectOf().ToString(), Json.ArrayOf().ToString()));
        Assert.Equal("""{"a\"\n":1}""", Json.ObjectOf(("a\"\n", 1L)).ToString());
    }

    [Fact]
    public void As_ReadsIntoATypeAndFromWritesIt()
    {
        var json = Json.From(new Thing("1", [1, 2]), TestJson.Default.Thing);

        Assert.Equal("""{"Id":"1","Numbers":[1,2]}""", json.ToString());
        Assert.Equal([1, 2], json.As(TestJson.Default.Thing)!.Numbers);
        Assert.Null(default(Json).As(TestJson.Default.Thing));
        Assert.Null(Json.Null.As(TestJson.Default.Thing));
        Assert.ThrowsAny<JsonException>(() => Json.Parse("[]").As(TestJson.Default.Thing));
    }

    [Fact]
    public void WriteTo_WritesIntoBuffersAndWriters()
    {
        var json = Json.Parse("""{"a":[1]}""");
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
            json.WriteTo(writer);
        json.WriteTo(output);

        Assert.Equal("""{"a":[1]}{"a":[1]}""", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Throws<InvalidOperationException>(() => default(Json).WriteTo(output));
    }

    [Fact]
    public void IsString_ComparesStringsOnly()
    {
        Assert.True(Json.Parse("\"\\u0061\"").IsString("a"));
        Assert.False(Json.Parse("1").IsString("1"));
        Assert.False(default(Json).IsString(""));
    }

    private static void AssertSame(JsonElement expected, Json actual)
    {
        Assert.Equal(expected.ValueKind, actual.Kind);
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                var members = actual.EnumerateObject();
                foreach (var member in expected.EnumerateObject())
                {
                    Assert.True(members.MoveNext());
                    Assert.Equal(member.Name, members.Current.Name);
                    AssertSame(member.Value, members.Current.Value);
                    AssertSame(expected.GetProperty(member.Name), actual[member.Name]);
                }
                Assert.False(members.MoveNext());
                break;
            case JsonValueKind.Array:
                Assert.Equal(expected.GetArrayLength(), actual.Count);
                for (var i = 0; i < expected.GetArrayLength(); i++)
                    AssertSame(expected[i], actual[i]);
                break;
            case JsonValueKind.String:
                Assert.Equal(expected.GetString(), actual.GetString());
                break;
            case JsonValueKind.Number:
                Assert.Equal(expected.GetDouble(), actual.GetDouble());
                break;
        }
        Assert.Equal(expected.GetRawText(), actual.ToString());
    }

    private static Gen<string> AnyJson { get; } =
        Gen.Recursive<string>(
            (depth, inner) =>
                depth > 3
                    ? Scalar
                    : Gen.Frequency(
                        (3, Scalar),
                        (
                            2,
                            Gen.Select(
                                Space,
                                inner.Array[0, 4],
                                Space,
                                (l, e, r) => $"[{l}{string.Join($"{r},{l}", e)}{r}]"
                            )
                        ),
                        (
                            2,
                            Gen.Select(
                                Space,
                                Gen.Select(AnyString, inner).Array[0, 4],
                                Space,
                                (l, m, r) =>
                                    $"{{{l}{string.Join($"{r},{l}", m.Select(x => $"{x.Item1}{r}:{l}{x.Item2}"))}{r}}}"
                            )
                        )
                    )
        );

    private static Gen<string> Space => Gen.OneOf("", "", " ", "\n\t", "\r\n");

    private static Gen<string> AnyString =>
        Gen.OneOf("a", "b", "é", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "{", "]", ",", ":", "\\ud83d\\ude00")
            .Array[0, 5]
            .Select(parts => $"\"{string.Concat(parts)}\"");

    private static Gen<string> Scalar =>
        Gen.OneOf(
            AnyString,
            Gen.OneOf("null", "true", "false", "0", "-0", "1e3", "-1.5E-2", "12345678901234567890"),
            Gen.Long.Select(number => $"{number}")
        );

    internal sealed record Thing(string Id, IReadOnlyList<int> Numbers);

    [JsonSerializable(typeof(Thing))]
    private sealed partial class TestJson : JsonSerializerContext;
}
