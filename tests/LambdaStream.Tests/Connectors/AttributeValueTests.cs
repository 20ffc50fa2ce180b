using System.Text.Json;
using CsCheck;
using LambdaStream.Connectors;
using Xunit;

namespace LambdaStream.Tests;

public class AttributeValueTests
{
    [Theory]
    [InlineData("""{"S":"a\"é"}""", AttributeType.Text, "\"a\\\"é\"")]
    [InlineData("""{"N":"12345678901234567890.5"}""", AttributeType.Number, "12345678901234567890.5")]
    [InlineData("""{"BOOL":true}""", AttributeType.Boolean, "true")]
    [InlineData("""{"BOOL":false}""", AttributeType.Boolean, "false")]
    [InlineData("""{"NULL":true}""", AttributeType.Null, "null")]
    [InlineData("""{"L":[{"N":"1"},{"S":"a"}]}""", AttributeType.List, "[1,\"a\"]")]
    [InlineData("""{"M":{"a":{"M":{"b":{"N":"1"}}}}}""", AttributeType.Map, "{\"a\":{\"b\":1}}")]
    [InlineData("""{"B":"AQID"}""", AttributeType.Binary, "\"AQID\"")]
    [InlineData("""{"SS":["a","b"]}""", AttributeType.TextSet, "[\"a\",\"b\"]")]
    [InlineData("""{"NS":["1","2.5"]}""", AttributeType.NumberSet, "[1,2.5]")]
    [InlineData("""{"BS":["AQ==","Ag=="]}""", AttributeType.BinarySet, "[\"AQ==\",\"Ag==\"]")]
    public void TypedJson_IsReadAndWritten(string typed, AttributeType type, string plain)
    {
        var value = AttributeValue.FromTypedJson(Json.Parse(typed));

        Assert.Equal(type, value.Type);
        Assert.Equal(typed, value.ToTypedJson().ToString());
        Assert.Equal(typed, value.ToString());
        Assert.Equal(plain, value.ToJson().ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\"a\"")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"X":"a"}""")]
    [InlineData("""{"s":"a"}""")]
    public void TypedJson_ThatIsNone_IsRejected(string typed) =>
        Assert.Throws<JsonException>(() => AttributeValue.FromTypedJson(Json.Parse(typed)));

    [Theory]
    [InlineData("\"a\"", """{"S":"a"}""")]
    [InlineData("\"\"", """{"S":""}""")]
    [InlineData("1.50", """{"N":"1.50"}""")]
    [InlineData("12345678901234567890", """{"N":"12345678901234567890"}""")]
    [InlineData("true", """{"BOOL":true}""")]
    [InlineData("null", """{"NULL":true}""")]
    [InlineData("[]", """{"L":[]}""")]
    [InlineData("[ 1 , [null] ]", """{"L":[{"N":"1"},{"L":[{"NULL":true}]}]}""")]
    [InlineData("{}", """{"M":{}}""")]
    [InlineData("""{"a\u00e9":{"b":[false]}}""", """{"M":{"a\u00e9":{"M":{"b":{"L":[{"BOOL":false}]}}}}}""")]
    public void PlainJson_BecomesTypedJson(string plain, string typed)
    {
        AttributeValue value = Json.Parse(plain);

        Assert.Equal(typed, value.ToTypedJson().ToString());
        Assert.Equal(plain, value.ToJson().ToString());
    }

    [Fact]
    public void AnyJson_ComesBackThroughTypedJson() =>
        Gen.Recursive<Json>(
                (depth, inner) =>
                    depth > 3
                        ? Gen.Long.Select(number => (Json)number)
                        : Gen.OneOf(
                            Gen.String.Select(text => (Json)text),
                            Gen.Bool.Select(value => (Json)value),
                            Gen.Const(Json.Null),
                            inner.Array[0, 3].Select(elements => Json.ArrayOf(elements)),
                            inner
                                .Array[0, 3]
                                .Select(values => Json.ObjectOf([.. values.Select((value, i) => ($"m{i}", value))]))
                        )
            )
            .Sample(
                json =>
                {
                    AttributeValue plain = json;
                    var typed = AttributeValue.FromTypedJson(plain.ToTypedJson());

                    Assert.Equal(json.ToString(), typed.ToJson().ToString());
                    Assert.Equal(plain, typed);
                    Assert.Equal(plain.GetHashCode(), typed.GetHashCode());
                },
                iter: 500,
                threads: 1
            );

    [Fact]
    public void TypedJson_OfAnyLayout_BecomesPlainJson()
    {
        var typed = Json.Parse(
            """
            { "M" : { "a\"b" : { "S" : "x\u0079" } , "l" : { "L" : [ { "N" : "1.50" } , { "NULL" : true } , { "L" : [ ] } ] } ,
              "ns" : { "NS" : [ "1" , "2" ] } , "ss" : { "SS" : [ "p" , "q" ] } , "b" : { "B" : "AQI=" } , "t" : { "BOOL" : false } ,
              "m" : { "M" : { } } } }
            """
        );

        Assert.Equal(
            """{"a\"b":"x\u0079","l":[1.50,null,[]],"ns":[1,2],"ss":[ "p" , "q" ],"b":"AQI=","t":false,"m":{}}""",
            AttributeValue.FromTypedJson(typed).ToJson().ToString()
        );
    }

    [Theory]
    [InlineData("""{"M":{"a":{"X":"1"}}}""", "DynamoDB has no type 'X'.")]
    [InlineData("""{"L":[{"S":"1"},{}]}""", "{} is no DynamoDB value: expected an object such as {\"S\":\"text\"}.")]
    [InlineData("""{"L":[1]}""", "1 is no DynamoDB value: expected an object such as {\"S\":\"text\"}.")]
    public void ToJson_OfWhatIsNoTypedJson_NamesTheValue(string typed, string message) =>
        Assert.Equal(
            message,
            Assert.Throws<JsonException>(() => AttributeValue.FromTypedJson(Json.Parse(typed)).ToJson()).Message
        );

    [Fact]
    public void Values_ConvertToTypedJson()
    {
        Assert.Equal("""{"S":"a"}""", Typed("a"));
        Assert.Equal("""{"N":"1"}""", Typed(1L));
        Assert.Equal("""{"N":"1.5"}""", Typed(1.5));
        Assert.Equal("""{"N":"1.50"}""", Typed(1.50m));
        Assert.Equal("""{"BOOL":true}""", Typed(true));
        Assert.Equal("""{"NULL":true}""", Typed(AttributeValue.Null));
        Assert.Equal("""{"B":"AQI="}""", Typed(AttributeValue.Binary([1, 2])));
        Assert.Equal("""{"L":[{"S":"a"},{"N":"1"}]}""", Typed(AttributeValue.List("a", 1L)));
        Assert.Equal("""{"M":{"a":{"N":"1"}}}""", Typed(Item.Of(("a", 1L))));
        Assert.Equal("""{"SS":["a"]}""", Typed(AttributeValue.TextSet("a")));
        Assert.Equal("""{"NS":["1"]}""", Typed(AttributeValue.NumberSet("1")));
        Assert.Equal("""{"BS":["AQ=="]}""", Typed(AttributeValue.BinarySet([1])));

        static string Typed(AttributeValue value) => value.ToTypedJson().ToString();
    }

    [Fact]
    public void NoValue_IsNone()
    {
        Assert.False(((AttributeValue)(string?)null).IsDefined);
        Assert.False(((AttributeValue)(long?)null).IsDefined);
        Assert.False(((AttributeValue)(Item?)null).IsDefined);
        Assert.False(((AttributeValue)default(Json)).IsDefined);
        Assert.Equal(AttributeType.None, default(AttributeValue).Type);
        Assert.Equal("", default(AttributeValue).ToString());
        Assert.False(default(AttributeValue).ToJson().IsDefined);
        Assert.Throws<InvalidOperationException>(() => default(AttributeValue).ToTypedJson());
        Assert.Null(default(AttributeValue).GetText());
        Assert.Null(AttributeValue.Null.GetText());
    }

    [Fact]
    public void Values_AreReadByTheirType()
    {
        foreach (var value in BothForms("""{"S":"a"}""", "a"))
            Assert.Equal("a", value.GetText());
        foreach (var value in BothForms("""{"N":"1E2"}""", AttributeValue.Number("1E2")))
            Assert.Equal(("1E2", 100), (value.GetNumber(), value.GetInt64()));
        foreach (var value in BothForms("""{"BOOL":true}""", true))
            Assert.True(value.GetBoolean());
        foreach (var value in BothForms("""{"B":"AQI="}""", AttributeValue.Binary([1, 2])))
            Assert.Equal([1, 2], value.GetBinary().ToArray());
        foreach (var value in BothForms("""{"L":[{"S":"a"},{"N":"1"}]}""", AttributeValue.List("a", 1L)))
            Assert.Equal(["a", 1L], value.GetList());
        foreach (var value in BothForms("""{"M":{"a":{"N":"1"}}}""", Item.Of(("a", 1L))))
            Assert.Equal(Item.Of(("a", 1L)), value.GetMap());
        foreach (var value in BothForms("""{"SS":["a","b"]}""", AttributeValue.TextSet("a", "b")))
            Assert.Equal(["a", "b"], value.GetSet());
        foreach (var value in BothForms("""{"NS":["1","2"]}""", AttributeValue.NumberSet("1", "2")))
            Assert.Equal(["1", "2"], value.GetSet());
        foreach (var value in BothForms("""{"BS":["AQ=="]}""", AttributeValue.BinarySet([1])))
            Assert.Equal([1], Assert.Single(value.GetBinarySet()));

        static AttributeValue[] BothForms(string typed, AttributeValue value) =>
            [value, AttributeValue.FromTypedJson(Json.Parse(typed))];
    }

    [Fact]
    public void Values_OfAnotherType_AreRejectedByName()
    {
        AttributeValue text = "a";

        Assert.Equal(
            "The DynamoDB value is a Text, not a number.",
            Assert.Throws<InvalidOperationException>(text.GetNumber).Message
        );
        Assert.Equal(
            "The DynamoDB value is missing, not a map.",
            Assert.Throws<InvalidOperationException>(() => default(AttributeValue).GetMap()).Message
        );
        Assert.Throws<InvalidOperationException>(() => text.GetInt64());
        Assert.Throws<InvalidOperationException>(() => text.GetBoolean());
        Assert.Throws<InvalidOperationException>(() => text.GetBinary());
        Assert.Throws<InvalidOperationException>(() => text.GetList());
        Assert.Throws<InvalidOperationException>(() => text.GetSet());
        Assert.Throws<InvalidOperationException>(() => text.GetBinarySet());
        Assert.Throws<InvalidOperationException>(() => ((AttributeValue)1L).GetText());
        Assert.False(text.TryGetInt64(out _));
        Assert.False(AttributeValue.Number("1.5").TryGetInt64(out _));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void ANumberWithoutAForm_IsRejected(double number) =>
        Assert.Throws<ArgumentException>(() => (AttributeValue)number);

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("1", "10e-1")]
    [InlineData("100", "1E+2")]
    [InlineData("100", "1e2")]
    [InlineData("0", "-0")]
    [InlineData("0", "0.000")]
    [InlineData("-1.50", "-1.5")]
    [InlineData("0.001", "1e-3")]
    [InlineData("12345678901234567890123456789012345678", "1.2345678901234567890123456789012345678E37")]
    public void Numbers_AreEqualByValue(string left, string right)
    {
        var (a, b) = (AttributeValue.Number(left), AttributeValue.Number(right));

        Assert.True(a == b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.Equal(AttributeValue.NumberSet(left), AttributeValue.NumberSet(right));
    }

    [Theory]
    [InlineData("1", "-1")]
    [InlineData("1", "10")]
    [InlineData("0.1", "0.01")]
    [InlineData("12345678901234567890123456789012345678", "12345678901234567890123456789012345679")]
    public void Numbers_ThatDiffer_AreNotEqual(string left, string right) =>
        Assert.True(AttributeValue.Number(left) != AttributeValue.Number(right));

    [Fact]
    public void Sets_AreEqualInAnyOrder()
    {
        Assert.Equal(AttributeValue.TextSet("a", "b"), AttributeValue.TextSet("b", "a"));
        Assert.Equal(AttributeValue.BinarySet([1], [2]), AttributeValue.BinarySet([2], [1]));
        Assert.NotEqual(AttributeValue.TextSet("a"), AttributeValue.TextSet("a", "b"));
        Assert.NotEqual(AttributeValue.TextSet("1"), AttributeValue.NumberSet("1"));
    }

    [Fact]
    public void ValuesOfDifferentTypes_AreNotEqual()
    {
        Assert.NotEqual<AttributeValue>("1", 1L);
        Assert.NotEqual<AttributeValue>(default, AttributeValue.Null);
        Assert.NotEqual<AttributeValue>(AttributeValue.List("a", "b"), AttributeValue.List("b", "a"));
        Assert.NotEqual<AttributeValue>(true, false);
        Assert.Equal<AttributeValue>(Item.Of(("a", 1L), ("b", 2L)), Item.Of(("b", 2L), ("a", 1L)));
        Assert.False(((AttributeValue)"a").Equals("a" as object));
    }
}
