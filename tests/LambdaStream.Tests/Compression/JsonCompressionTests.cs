using System.IO.Compression;
using System.Text;
using CsCheck;
using LambdaStream.Compression;
using Xunit;

namespace LambdaStream.Tests;

public class JsonCompressionTests
{
    // Written by the Node library.
    private const string FromNode = "COMPRESSEDH4sIAAAAAAAAA6tWSlayMqgFAI7OwDUHAAAA";

    [Fact]
    public void Compress_AValueOverTheThreshold_IsOneString()
    {
        var json = Json.ObjectOf(("small", "x"), ("large", Json.ObjectOf(("text", new string('a', 200)))));

        var compressed = JsonCompression.Compress(json, 100, []);

        Assert.Equal("x", compressed["small"].GetString());
        Assert.StartsWith("COMPRESSEDH4sI", compressed["large"].GetString(), StringComparison.Ordinal);
        Assert.Equal(json.ToString(), Inflated(compressed).ToString());
    }

    [Fact]
    public void Compress_TheWhole_IsNeverCompressed() =>
        Assert.StartsWith(
            "{\"a\":\"COMPRESSED",
            Compressed($$"""{"a":"{{new string('x', 500)}}"}""", 10),
            StringComparison.Ordinal
        );

    [Fact]
    public void Compress_AnyValue_ComesBackAsItWas() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 300].Array[1, 8])
            .Sample(
                (threshold, lengths) =>
                {
                    var json = Json.ObjectOf([
                        .. lengths.Select((length, i) => ($"m{i}", Value(i, new string((char)('a' + i), length)))),
                    ]);

                    Assert.Equal(
                        json.ToString(),
                        Inflated(JsonCompression.Compress(json, threshold, ["m3"])).ToString()
                    );

                    static Json Value(int i, Json text) =>
                        (i % 4) switch
                        {
                            0 => text,
                            1 => Json.ArrayOf(text, 1L, Json.ObjectOf(("inner", text))),
                            2 => Json.ObjectOf(("text", text), ("n", Json.Null)),
                            _ => Json.ObjectOf(("deep", Json.ObjectOf(("deeper", text)))),
                        };
                },
                iter: 200,
                threads: 1
            );

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    public void Compress_WithoutAThreshold_ChangesNothing(string text)
    {
        var json = Json.ObjectOf(("a", text + new string('x', 100_000)));

        Assert.Equal(json.ToString(), JsonCompression.Compress(json, null, []).ToString());
    }

    // As object-sizeof counts: a string 12 and 4 for each begun 4 characters, everything else the bytes of its JSON.
    [Theory]
    [InlineData("""{"v":""}""", 12)]
    [InlineData("""{"v":"a"}""", 16)]
    [InlineData("""{"v":"abcd"}""", 16)]
    [InlineData("""{"v":"abcde"}""", 20)]
    [InlineData("""{"v":"abcdefgh"}""", 20)]
    [InlineData("""{"v":"éééé"}""", 16)]
    [InlineData("""{"v":"\u0061\u0062"}""", 16)]
    [InlineData("""{"v":{"a":1}}""", 7)]
    [InlineData("""{"v":{ "a" : 1 }}""", 7)]
    [InlineData("""{"v":{"a":"é"}}""", 10)]
    [InlineData("""{"v":{"a":"\u00e9"}}""", 10)]
    [InlineData("""{"v":[1,2,3,4]}""", 9)]
    public void Compress_CountsAsTheNodeLibraryDoes(string text, int size)
    {
        var json = Json.Parse(text);

        Assert.False(IsCompressed(JsonCompression.Compress(json, size, [])["v"]));
        Assert.True(IsCompressed(JsonCompression.Compress(json, size - 1, [])["v"]));
    }

    [Theory]
    [InlineData("""{"v":1,"w":123456789012345678901234567890}""")]
    [InlineData("""{"v":true,"w":null,"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx":false}""")]
    public void Compress_NumbersAndSoOn_AreLeft(string text) => Assert.Equal(text, Compressed(text, 0));

    [Fact]
    public void Compress_TheElementsOfAList_AreNotCompressedByThemselves()
    {
        var json = Json.Parse("""{"list":["aaaaaaaaaaaaaaaaaaaa",{"b":"bbbbbbbbbbbbbbbbbbbbbb"}]}""");

        var compressed = JsonCompression.Compress(json, 30, ["list"]);

        Assert.Equal("aaaaaaaaaaaaaaaaaaaa", compressed["list"][0].GetString());
        Assert.True(IsCompressed(compressed["list"][1]["b"]));
    }

    [Fact]
    public void Compress_IgnoredMembers_StayButWhatIsInThemMayBeCompressed()
    {
        var record = Json.ObjectOf(("data", new string('x', 100)), ("other", new string('y', 100)));
        var json = Json.ObjectOf(("uow", Json.ObjectOf(("record", record))));

        var compressed = JsonCompression.Compress(json, 50, ["uow", "record", "data"]);

        Assert.Equal(100, compressed["uow"]["record"]["data"].GetString()!.Length);
        Assert.True(IsCompressed(compressed["uow"]["record"]["other"]));
    }

    // The Node library takes a key that begins with a digit for the place in a list.
    [Fact]
    public void Compress_NamesThatBeginWithADigit_AreNamesLikeAnyOther() =>
        Assert.True(
            IsCompressed(JsonCompression.Compress(Json.ObjectOf(("12abc", new string('x', 100))), 50, [])["12abc"])
        );

    [Fact]
    public void Compress_WhatIsCompressed_IsLeft()
    {
        var text = "COMPRESSED" + new string('x', 100);

        Assert.Equal(text, JsonCompression.Compress(Json.ObjectOf(("a", text)), 50, [])["a"].GetString());
    }

    [Fact]
    public void TryInflate_ReadsWhatTheNodeLibraryWrote()
    {
        Assert.True(JsonCompression.TryInflate(FromNode, out var inflated));
        Assert.Equal("""{"c":0}""", inflated.ToString());
    }

    [Theory]
    [InlineData("COMPRESSED")]
    [InlineData("COMPRESSED air")]
    [InlineData("COMPRESSEDair")]
    [InlineData("COMPRESSEDaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("COMPRESSEDH4sIAAAAAAAAA6tWSlay")]
    [InlineData("COMPRESSEDH4sIAAAAAAAAA6tWSlayMqgFAI7OwDUHAAAB")]
    [InlineData("COMPRESSEDH4sIAAAAAAAAAxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("compressedH4sIAAAAAAAAA6tWSlayMqgFAI7OwDUHAAAA")]
    public void TryInflate_TheUsersOwnText_IsText(string text)
    {
        Assert.False(JsonCompression.TryInflate(text, out _));
        Assert.Equal(text, MayBeCompressed(((Json)text).ToString()).GetString());
    }

    [Fact]
    public void TryInflate_WhatIsNoJsonInside_IsText() =>
        Assert.False(JsonCompression.TryInflate(Zipped("not json"), out _));

    [Fact]
    public void TryInflate_WhatLooksCompressedInside_IsTakenAsItIs()
    {
        Assert.True(JsonCompression.TryInflate(Zipped($"\"{FromNode}\""), out var inflated));
        Assert.Equal(FromNode, inflated.GetString());
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void TryInflate_AnyGzip_IsRead(CompressionLevel level)
    {
        var json = $"\"{new string('x', 100_000)}\"";

        Assert.True(JsonCompression.TryInflate(Zipped(json, level), out var inflated));
        Assert.Equal(json, inflated.ToString());
    }

    // System.Text.Json escapes a plus, others a slash.
    [Theory]
    [InlineData("H4sIAAAAAAACA6tWSlayMjQzqwUA/eTe\\u002BwkAAAA=")]
    [InlineData("H4sIAAAAAAACA6tWSlayMjQzqwUA\\/eTe+wkAAAA=")]
    public void TryInflate_EscapesInTheBase64_AreRead(string base64)
    {
        Assert.True(JsonCompression.TryInflate(Json.Parse($"\"COMPRESSED{base64}\""), out var inflated));
        Assert.Equal("""{"c":166}""", inflated.ToString());
    }

    // The end of gzip says how much is inside: nothing is read beyond.
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void TryInflate_WhatIsLongerOrShorterThanItSays_IsText(int difference)
    {
        var gzipped = Convert.FromBase64String(FromNode["COMPRESSED".Length..]);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(gzipped.AsSpan(^4), 7 + difference);

        Assert.False(JsonCompression.TryInflate($"COMPRESSED{Convert.ToBase64String(gzipped)}", out _));
    }

    [Fact]
    public void TryInflate_SeveralPiecesOfGzip_AreText()
    {
        var piece = Convert.FromBase64String(FromNode["COMPRESSED".Length..]);

        Assert.False(JsonCompression.TryInflate($"COMPRESSED{Convert.ToBase64String([.. piece, .. piece])}", out _));
    }

    [Fact]
    public void TryInflate_WhatGrowsWithoutEnd_IsRefused()
    {
        var error = Assert.Throws<InvalidDataException>(() => JsonCompression.TryInflate(Bomb.Text, out _));

        Assert.Equal("A COMPRESSED value has more than 67108864 bytes inside.", error.Message);
    }

    [Fact]
    public void ACompressedValue_IsWhatItStandsForInEveryRespect()
    {
        var json = MayBeCompressed(
            $$"""{"a":"{{FromNode}}","b":["{{FromNode}}"],"n":"{{Text(Zipped("7"))}}","t":"{{Text(Zipped("\"t\""))}}"}"""
        );

        Assert.Equal(System.Text.Json.JsonValueKind.Object, json["a"].Kind);
        Assert.Equal(0, json.At("a.c").GetInt64());
        Assert.Equal(0, json.At("b.0.c").GetInt64());
        Assert.Equal(7, json["n"].GetInt64());
        Assert.Equal((7d, 7m), (json["n"].GetDouble(), json["n"].GetDecimal()));
        Assert.Equal("t", json["t"].GetString());
        Assert.True(json["t"].IsString("t"));
        Assert.Equal("""{"a":{"c":0},"b":[{"c":0}],"n":7,"t":"t"}""", json.ToString());
        foreach (var (name, value) in json.EnumerateObject())
            Assert.Equal(json[name].ToString(), value.ToString());
    }

    private static Json Inflated(Json compressed) => Json.Parse(MayBeCompressed(compressed.ToString()).ToString());

    private static Json MayBeCompressed(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return new(utf8, 0, utf8.Length, mayBeCompressed: true);
    }

    private static string Compressed(string text, int threshold) =>
        JsonCompression.Compress(Json.Parse(text), threshold, []).ToString();

    private static bool IsCompressed(Json value) =>
        value.Kind is System.Text.Json.JsonValueKind.String
        && value.GetString()!.StartsWith("COMPRESSED", StringComparison.Ordinal);

    private static string Text(Json json) => json.GetString()!;

    private static Json Zipped(string json, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var gzipped = new MemoryStream();
        using (var gzip = new GZipStream(gzipped, level, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(json));
        return $"COMPRESSED{Convert.ToBase64String(gzipped.ToArray())}";
    }
}
