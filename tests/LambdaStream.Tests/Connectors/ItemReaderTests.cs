using CsCheck;
using LambdaStream.Connectors;
using Xunit;

namespace LambdaStream.Tests;

public class ItemReaderTests
{
    [Fact]
    public void Read_ItemsLikeOneAnother_ShareTheirNames()
    {
        var reader = new ItemReader();

        var first = reader.Read(Json.Parse("""{"pk":{"S":"1"},"n":{"N":"1"}}"""));
        var second = reader.Read(Json.Parse("""{"pk":{"S":"2"},"n":{"N":"2"}}"""));
        var third = reader.ReadList(Json.Parse("""[{"pk":{"S":"3"},"n":{"N":"3"}}]"""))[0];

        Assert.Equal("2", second["pk"].GetText());
        Assert.Equal(3, third["n"].GetInt64());
        Assert.Same(first.Names, second.Names);
        Assert.Same(first.Names, third.Names);
    }

    [Fact]
    public void Read_NoObject_HasNoAttributes()
    {
        Assert.Empty(new ItemReader().Read(default));
        Assert.Empty(new ItemReader().Read(Json.Parse("[1]")));
    }

    // Each is read by what is remembered of those before it, up to where no more is remembered.
    [Fact]
    public void ReadList_ItemsOfManyShapes_AreThoseThatEachTextIsByItself()
    {
        Gen.Int[0, 90]
            .Select(name => $"\"n{name}\":{{\"N\":\"{name}\"}}")
            .Array[0, 120]
            .Select(attributes => $"{{{string.Join(",", attributes)}}}")
            .Array[1, 60]
            .Sample(
                texts =>
                {
                    var items = new ItemReader().ReadList(Json.Parse($"[{string.Join(",", texts)}]"));

                    Assert.Equal(texts.Length, items.Count);
                    for (var i = 0; i < texts.Length; i++)
                    {
                        var expected = new Dictionary<string, string>();
                        foreach (var (name, value) in Json.Parse(texts[i]).EnumerateObject())
                            expected[name] = value.ToString();
                        Assert.Equal(expected.Keys, items[i].Select(attribute => attribute.Key));
                        Assert.All(expected, one => Assert.Equal(one.Value, items[i][one.Key].ToString()));
                        Assert.False(items[i].Contains("n91"));
                    }
                },
                iter: 100,
                threads: 1
            );
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    public void ReadList_NoItems_IsEmpty(string json) => Assert.Empty(new ItemReader().ReadList(Json.Parse(json)));

    [Fact]
    public void ReadList_Undefined_IsEmpty() => Assert.Empty(new ItemReader().ReadList(default));

    [Fact]
    public void ReadList_WhatIsNoItemAmongThem_HasNoAttributes() =>
        Assert.Equal(
            [0, 1, 0],
            new ItemReader().ReadList(Json.Parse("""[ 1 , {"a":{"S":"x"}} , "y" ]""")).Select(item => item.Count)
        );
}
