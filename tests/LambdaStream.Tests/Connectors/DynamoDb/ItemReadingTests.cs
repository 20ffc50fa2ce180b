using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LambdaStream.Connectors;
using Xunit;

namespace LambdaStream.Tests;

/// <summary>What was read before makes reading faster, and nothing else: each text is read as it is without.</summary>
public class ItemReadingTests
{
    private static readonly string[] Before =
    [
        """{"a":{"S":"1"},"ab":{"N":"2"},"abc":{"BOOL":true},"m":{"M":{"x":{"S":"}"}}},"l":{"L":[{"NULL":true}]},"n":{"NULL":true}}""",
        """{"a":{"S":"1"},"ab":{"S":"2"},"abc":{"NULL":true},"m":{"L":[]},"l":{"SS":["x"]},"n":{"B":"ew=="}}""",
        """{ "a" : { "S" : "1" } , "ab" : { "N" : "2" } , "n\\" : { "S" : "\\" } }""",
        """{"":{"S":""},"\u0061":{"S":"escaped"},"a":{"S":"twice"}}""",
        """{"ab":{"S":5},"a":{"N":6},"\"":{"S":"quote"},"ä":{"S":"ü"}}""",
        """{"x":{"S":"1","N":"2"},"y":{"S":"1" },"a":{"S":"1"}}""",
    ];

    public static TheoryData<string> Texts() =>
        [
            .. Before,
            """{}""",
            """{ }""",
            """{"a":{"S":"1"}}""",
            """{"a":{"S":"1"} }""",
            """{"a":{"S":"1" }}""",
            """{"a":{"S":"1"}, "ab":{"N":"2"}}""",
            """{"a":{"N":"1"},"ab":{"N":"2"}}""",
            """{"a":{"S":"\"}},{\\"},"ab":{"N":"2"}}""",
            """{"a":{"S":"\u00e4"},"ab":{"N":"2"}}""",
            """{"a":{"S":"\x"},"ab":{"N":"2"}}""",
            "{\"a\":{\"S\":\"\n\"},\"ab\":{\"N\":\"2\"}}",
            """{"a":{"S":"a string that is longer than all that is looked at in one step, whichever machine it is"}}""",
            """{"a":{"S":"a string that is longer than all that is looked at in one step, but not } \"than} this one"}}""",
            """{"ab":{"S":"1"},"a":{"N":"2"}}""",
            """{"abc":{"S":"1"},"a":{"N":"2"},"ab":{"S":""}}""",
            """{"a":{"S":"1"},"a":{"S":"2"}}""",
            """{"a":{"S":"1"},"a":{"S":"2"},"ab":{"N":"2"},"a":{"S":"3"},"abc":{"BOOL":false}}""",
            """{"a":{"S":"1"},"\u0061":{"S":"2"},"ab":{"N":"2"}}""",
            """{"a":{"S":"1","S":"2"},"ab":{"N":"2"}}""",
            """{"a":{"S":5},"ab":{"N":5}}""",
            """{"a":{"S": 5},"ab":{"N": "5"}}""",
            """{"ab":{"S": 5},"a":{"N": 6}}""",
            """{"ab":{"S": },"a":{"N":6}}""",
            """{"a":{"S":{"S":"x"}},"ab":{"N":null}}""",
            """{"a":{"S":"1"},"ab":{"N":"2"},"abc":{"BOOL":null},"m":{"M":{}},"l":{"L":[]}}""",
            """{"a":{"S":"1"},"ab":{"N":"2"},"abc":{"BOOL":tru},"m":{"M":{}},"l":{"L":[]}}""",
            """{"a":{"S":"1"},"ab":{"N":"2"},"abc":{"BOOL":true},"m":{"M":{"x"}}}""",
            """{"a":{"S":"1"},"ab":{"N":"2"},"abc":{"BOOL":true},"m":{"M":{"x":1},}}""",
            """{"a":{"S":"1"},"ab":{"N":"2"},"abc":{"BOOL":true},"m":{"M":{"x":1}}]""",
            """{,"a":{"S":"1"}}""",
            """{,"ab":{"N":"1"}}""",
            """{"a":{"S":"1"}"ab":{"N":"2"}}""",
            """{"a":{"S":"1"},,"ab":{"N":"2"}}""",
            """{"a":{"S":"1"},}""",
            """{"a":{"S":"1"}},"ab":{"N":"2"}}""",
            """{"a":{"S":"1"}""",
            """{"a":{"S":"1"},"ab":{"N":"2""",
            """{"a":1,"ab":{"N":"2"}}""",
            """{"a":1"a":{"S":"2"}}""",
            """{"a":1,"a":{"S":"2"}}""",
            """{"a":{},"a":{"S":"2"}}""",
            """{"a":{}"a":{"S":"2"}}""",
            """{"a":{"?":1},"ab":{"N":"2"}}""",
            """{"a":{"S":"1"},"b":{"S":"2"},"a":1,"ab":{"N":"2"}}""",
            """{"a":{"\u0053":"1"},"ab":{"N":"2"}}""",
        ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void ReadTyped_AfterOthers_IsAsWithout(string text) => AssertSame(Known(), text);

    // Also what has been read itself, twice, must not be known as something else then.
    [Fact]
    public void ReadTyped_AllTexts_EachIsAsWithout()
    {
        var known = new Shapes();
        for (var round = 0; round < 3; round++)
        {
            foreach (var text in Texts())
                AssertSame(known, text.Data);
        }
    }

    [Fact]
    public void ReadTyped_CutAnywhere_HasTheSameError()
    {
        var known = Known();
        foreach (var text in Before)
        {
            for (var length = 0; length < text.Length; length++)
                AssertSame(known, text[..length]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void ReadTyped_MutatedText_IsAsWithout(int seed)
    {
        var random = new Random(seed);
        var known = Known();
        var letters = "{}[]\",:\\ \n0SNMBab\u0001"u8.ToArray();
        for (var run = 0; run < 5_000; run++)
        {
            var text = Encoding.UTF8.GetBytes(Before[random.Next(Before.Length)]);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(text.Length);
                text = random.Next(3) switch
                {
                    0 => [.. text[..at], .. text[(at + 1)..]],
                    1 => [.. text[..at], letters[random.Next(letters.Length)], .. text[at..]],
                    _ => [.. text[..at], letters[random.Next(letters.Length)], .. text[(at + 1)..]],
                };
            }
            if (Utf8.IsValid(text))
                AssertSame(known, Encoding.UTF8.GetString(text));
        }
    }

    // The object of the type is one level deeper than the item.
    [Theory]
    [InlineData(998)]
    [InlineData(999)]
    [InlineData(1_000)]
    public void ReadTyped_AtTheDeepestLevels_IsAsWithout(int depth)
    {
        foreach (var item in Before)
        {
            var text = Encoding.UTF8.GetBytes(new string('[', depth) + item + new string(']', depth));
            Assert.Equal(Read(new(), text), Read(Known(), text));
            Assert.Equal(ErrorOf(text), Error(Read(Known(), text)));
        }

        static string Read(Shapes shapes, byte[] text) =>
            Try(() =>
            {
                var scanner = new JsonScanner(Text(text, shapes));
                while (scanner.First == '[')
                {
                    scanner.Enter();
                    scanner.NextElement();
                }
                var item = Item.ReadTyped(ref scanner, shapes.Items);
                while (scanner.Position < text.Length)
                    scanner.NextElement();
                scanner.End();
                return item;
            });
    }

    // Two types of a name, and white space in some texts: each is known then.
    [Fact]
    public void OpeningAt_WhatStoodThere_IsKnown()
    {
        var shapes = Known();

        Assert.Equal(AttributeType.Text, shapes.Items.OpeningAt("\"a\":{\"S\":\""u8)!.Type);
        var a = shapes.Items.OpeningAt(" \"a\" : { \"S\" : \"1"u8)!.Shape;
        Assert.Equal(AttributeType.Text, a.OpeningAt(",\"ab\":{\"S\":\"\"}}"u8)!.Type);
        Assert.Equal(AttributeType.Number, a.OpeningAt(",\"ab\":{\"N\":\"\"}}"u8)!.Type);
        Assert.Equal(AttributeType.Number, a.OpeningAt(" , \"ab\" : { \"N\" : \"2\" } }"u8)!.Type);
        Assert.Null(a.OpeningAt(",\"ab\":{\"M\":{}}}"u8));
        Assert.Null(a.OpeningAt(",\"ab\":{\"N\":"u8));
    }

    [Fact]
    public void ReadTyped_ManyOpenings_AreNotAllKept()
    {
        var shapes = new Shapes();
        for (var spaces = 0; spaces < 300; spaces++)
            AssertSame(shapes, $$$"""{{{{new string(' ', spaces)}}}"a":{"S":"{{{spaces}}}"}}""");

        Assert.NotNull(shapes.Items.OpeningAt("\"a\":{\"S\":\""u8));
        Assert.Null(shapes.Items.OpeningAt(Encoding.UTF8.GetBytes(new string(' ', 40) + "\"a\":{\"S\":\"")));
        AssertSame(new(), $$$"""{"{{{new string('a', 300)}}}":{"S":"1"}}""");
    }

    [Fact]
    public void ReadTyped_OnManyThreads_IsAsOnOne()
    {
        var texts = Texts().Select(text => text.Data).ToArray();
        var expected = texts.Select(text => Unknown(new(), text)).ToArray();
        for (var round = 0; round < 50; round++)
        {
            var known = new Shapes();
            Parallel.For(
                0,
                texts.Length * 4,
                i => Assert.Equal(expected[i % texts.Length], Unknown(known, texts[i % texts.Length]))
            );
        }
    }

    private static Shapes Known()
    {
        var shapes = new Shapes();
        foreach (var text in Before)
        {
            Unknown(shapes, text);
            Valid(shapes, text);
        }
        return shapes;
    }

    private static void AssertSame(Shapes known, string text)
    {
        var expected = Unknown(new(), text);

        Assert.Equal(ErrorOf(Encoding.UTF8.GetBytes(text)), Error(expected));
        Assert.Equal(expected, Unknown(known, text));
        if (Error(expected) is null)
            Assert.Equal(Valid(new(), text), Valid(known, text));
    }

    // As the records of streams are read.
    private static string Unknown(Shapes shapes, string text) =>
        Try(() =>
        {
            var scanner = new JsonScanner(Text(Encoding.UTF8.GetBytes(text), shapes));
            Item? item = null;
            if (scanner.First == '{')
                item = Item.ReadTyped(ref scanner, shapes.Items);
            else
                scanner.Skip();
            scanner.End();
            return item;
        });

    // As the answers of queries are read.
    private static string Valid(Shapes shapes, string text) =>
        Try(() => Item.FromTypedJson(Text(Encoding.UTF8.GetBytes(text), shapes).Trimmed));

    private static Json Text(byte[] text, Shapes shapes) =>
        new(new JsonBuffer(text, mayBeCompressed: false, shapes), 0, text.Length);

    private static string Try(Func<Item?> read)
    {
        try
        {
            return read()?.ToString() ?? "no item";
        }
        catch (JsonException error)
        {
            return $"error: {error.Message}";
        }
    }

    private static string? Error(string read) =>
        read.StartsWith("error: ", StringComparison.Ordinal) ? read["error: ".Length..] : null;

    // In the runtime's words.
    private static string? ErrorOf(byte[] text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = Json.MaxDepth });
            while (reader.Read()) { }
            return null;
        }
        catch (JsonException error)
        {
            return error.Message;
        }
    }
}
