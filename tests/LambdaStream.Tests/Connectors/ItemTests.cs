using System.Text.Json;
using CsCheck;
using LambdaStream.Connectors;
using Xunit;

namespace LambdaStream.Tests;

public class ItemTests
{
    [Fact]
    public void Of_LeavesOutWhatHasNoValueAndTheLastOfANameCounts()
    {
        var item = Item.Of(("a", 1L), ("b", default), ("a", 2L));

        Assert.Single(item);
        Assert.Equal(2, item["a"].GetInt64());
        Assert.False(item.Contains("b"));
        Assert.False(item["b"].IsDefined);
    }

    [Fact]
    public void TypedAndPlainJson_AreReadAndWritten()
    {
        var item = Item.FromTypedJson(Json.Parse("""{"a":{"N":"1"},"b\n":{"SS":["x"]}}"""));

        Assert.Equal("""{"a":{"N":"1"},"b\n":{"SS":["x"]}}""", item.ToTypedJson().ToString());
        Assert.Equal("""{"a":1,"b\n":["x"]}""", item.ToJson().ToString());
        Assert.Equal(item.ToTypedJson().ToString(), item.ToString());
        Assert.Equal(Item.Of(("a", 1L), ("c", "x")), Item.From(Json.Parse("""{"a":1,"c":"x"}""")));
        Assert.Empty(Item.From(default));
        Assert.Equal("{}", Item.Empty.ToJson().ToString());
    }

    [Fact]
    public void ANameThatStandsTwice_CountsByItsLast() =>
        Assert.Equal(
            """{"a":{"N":"3"},"b":{"N":"2"}}""",
            Item.From(Json.Parse("""{"a":1,"b":2,"\u0061":3}""")).ToString()
        );

    [Fact]
    public void With_GivesANewItemAndLeavesTheOld()
    {
        var item = Item.Of(("a", 1L), ("b", 2L));

        Assert.Equal("""{"a":9,"b":2}""", item.With("a", 9L).ToJson().ToString());
        Assert.Equal("""{"a":1,"b":2,"c":3}""", item.With("c", 3L).ToJson().ToString());
        Assert.Equal("""{"b":2}""", item.With("a", default).ToJson().ToString());
        Assert.Equal("""{"a":1,"b":2}""", item.With("x", default).ToJson().ToString());
        Assert.Equal("""{"a":1,"b":2}""", item.ToJson().ToString());
        Assert.Same(Item.Empty, Item.Of(("a", 1L)).With("a", default));
    }

    [Fact]
    public void AnyChanges_GiveWhatADictionaryGives() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 3])
            .Array[0, 120]
            .Sample(
                changes =>
                {
                    var item = Item.Empty;
                    var builder = new Item.Builder(0);
                    var model = new Dictionary<string, long>();
                    foreach (var (name, value) in changes)
                    {
                        item = item.With($"{name}", value == 0 ? default : (AttributeValue)(long)value);
                        if (value == 0)
                        {
                            model.Remove($"{name}");
                            builder.Remove($"{name}");
                        }
                        else
                        {
                            model[$"{name}"] = value;
                            builder.Set($"{name}", (long)value);
                        }
                    }
                    var built = builder.Build();

                    Assert.Equal(model.Count, item.Count);
                    Assert.All(model, entry => Assert.Equal(entry.Value, item[entry.Key].GetInt64()));
                    Assert.Equal(item, built);
                    Assert.Equal(item.GetHashCode(), built.GetHashCode());
                    Assert.Equal(item.Select(entry => entry.Key), built.Select(entry => entry.Key));
                    Assert.All(
                        Enumerable.Range(0, 41),
                        i => Assert.Equal(model.ContainsKey($"{i}"), item.Contains($"{i}"))
                    );
                },
                iter: 200,
                threads: 1
            );

    [Fact]
    public void Items_AreEqualInAnyOrder()
    {
        var item = Item.Of(("a", 1L), ("b", "x"));

        Assert.Equal(item, Item.Of(("b", "x"), ("a", 1.0)));
        Assert.Equal(item.GetHashCode(), Item.Of(("b", "x"), ("a", 1.0)).GetHashCode());
        Assert.NotEqual(item, Item.Of(("a", 1L)));
        Assert.NotEqual(item, Item.Of(("a", 1L), ("c", "x")));
        Assert.NotEqual(item, Item.Of(("a", 2L), ("b", "x")));
        Assert.False(item.Equals(null));
    }

    [Fact]
    public void Attributes_AreFoundByTheirPlace()
    {
        var item = Item.Of(("b", 1L), ("a", 2L));

        Assert.Equal("b", item[0].Key);
        Assert.Equal(["b", "a"], item.Select(entry => entry.Key));
        Assert.Throws<ArgumentNullException>(() => item[null!]);
    }

    // Items of one text are read by the names of those before; each must still be what it is by itself.
    [Fact]
    public void FromTypedJson_ItemsOfOneText_EachHasItsOwnNames()
    {
        string[] texts =
        [
            """{"a":{"S":"1"},"b":{"M":{"x":{"N":"1"},"y":{"L":[{"BOOL":true}]}}}}""",
            """{"a":{"S":"2"},"b":{"M":{"x":{"N":"2"},"y":{"L":[{"NULL":true}]}}}}""",
            """{"b":{"S":"3"},"a":{"M":{"x":{"N":"3"},"y":{"L":[{"BOOL":true}]}}}}""",
            """{"a":{"S":"4"},"bb":{"M":{"x":{"N":"4"},"y":{"L":[{"BOOL":true}]}}}}""",
            """{"a":{"S":"5"},"a":{"M":{"x":{"N":"5"},"y":{"L":[{"BOOL":true}]}}}}""",
            """{"a":{"S":"6666666666666666666666666666666666666666666666666666666666"}}""",
            """{ "a" : { "S" : "7" } , "c\\n" : { "M" : { "x" : { "N" : "7" } } } }""",
            """{ "a" : { "S" : "8" } , "c\n\n" : { "M" : { "x" : { "N" : "8" } } } }""",
            """{}""",
        ];
        var read = Json.Parse($"[{string.Join(",", texts)}]");

        for (var i = 0; i < texts.Length; i++)
        {
            var alone = Item.FromTypedJson(Json.Parse(texts[i]));
            var item = Item.FromTypedJson(read[i]);
            Assert.Equal(alone.ToJson().ToString(), item.ToJson().ToString());
            Assert.Equal(alone, item);
        }
    }

    [Fact]
    public void FromTypedJson_NoTypedValue_NamesThatValue()
    {
        var error = Assert.Throws<JsonException>(() => Item.FromTypedJson(Json.Parse("""{"a":{"S":"1"},"b":{}}""")));

        Assert.StartsWith("{} is no DynamoDB value", error.Message, StringComparison.Ordinal);
    }
}
