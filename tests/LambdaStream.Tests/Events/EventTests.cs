using System.Text;
using System.Text.Json;
using CsCheck;
using LambdaStream.Connectors;
using Xunit;

namespace LambdaStream.Tests;

public class EventTests
{
    private const string Text =
        """{ "id":"1", "type":"thing-created", "partitionKey":"p", "timestamp": 1548967022000, "tags":{"source":"s"}, "thing":{"a":1.0} }""";

    [Fact]
    public void TheHead_IsRead()
    {
        var @event = Event.Parse(Text);

        Assert.Equal(
            ("1", "thing-created", "p", 1_548_967_022_000L),
            (@event.Id, @event.Type, @event.PartitionKey, @event.Timestamp)
        );
        Assert.Equal("""{"source":"s"}""", @event.Tags.ToString());
        Assert.Equal("s", @event.Tag("source"));
        Assert.Null(@event.Tag("region"));
        Assert.False(@event.IsChange);
        Assert.False(@event.IsEmpty);
    }

    [Fact]
    public void TheHead_ThatIsMissing_IsNull()
    {
        var @event = Event.Parse("{}");

        Assert.Equal((null, "", null, (long?)null), (@event.Id, @event.Type, @event.PartitionKey, @event.Timestamp));
        Assert.False(@event.Tags.IsDefined);
        Assert.Null(@event.Tag("source"));
        Assert.True(@event.IsEmpty);
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("1", "1")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("true", null)]
    [InlineData("{}", null)]
    [InlineData("\"\"", "")]
    public void AnId_MayBeANumber(string json, string? id)
    {
        Assert.Equal(id, Event.Parse($$"""{"id":{{json}}}""").Id);
        Assert.Equal(id, Event.Parse($$"""{"partitionKey":{{json}}}""").PartitionKey);
        Assert.Equal(id ?? "", Event.Parse($$"""{"type":{{json}}}""").Type);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"1\"")]
    [InlineData("1.5")]
    public void ATimestamp_ThatIsNoInteger_IsNone(string json) =>
        Assert.Null(Event.Parse($$"""{"timestamp":{{json}}}""").Timestamp);

    [Fact]
    public void TheHead_OfNamesThatStandTwiceOrEscaped_IsTheLast()
    {
        var @event = Event.Parse("""{"id":"1","type":"a","\u0069d":"2","type":"b"}""");

        Assert.Equal(("2", "b"), (@event.Id, @event.Type));
    }

    [Fact]
    public void TheHead_OfInnerMembers_DoesNotCount()
    {
        var @event = Event.Parse("""{"thing":{"id":"inner","type":"inner"},"list":[{"id":"x"}],"type":"outer"}""");

        Assert.Equal((null, "outer"), (@event.Id, @event.Type));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{} {}")]
    [InlineData("{\"a\"}")]
    public void Parse_WhatIsNoEvent_IsRejected(string text) => Assert.ThrowsAny<JsonException>(() => Event.Parse(text));

    [Fact]
    public void Parse_TakesAThousandLevelsAndNoMore()
    {
        Assert.Equal("t", Event.Parse(Nested(999)).Type);
        Assert.ThrowsAny<JsonException>(() => Event.Parse(Nested(1_000)));

        static string Nested(int depth) =>
            $$"""{"thing":{{new string('[', depth)}}{{new string(']', depth)}},"type":"t"}""";
    }

    [Fact]
    public void From_AJsonValue_IsAnEventIfItIsAnObject()
    {
        Assert.Equal("a", Event.From(Json.Parse("""[{"type":"a"}]""")[0]).Type);
        Assert.ThrowsAny<JsonException>(() => Event.From(Json.Parse("[]")));
        Assert.ThrowsAny<JsonException>(() => Event.From(default(Json)));
    }

    [Fact]
    public void WhatNobodyTouched_IsWrittenBackByteForByte()
    {
        Assert.Equal(Text, Event.Parse(Text).ToString());
        Assert.Equal(Text, Event.Parse($"\n {Text}\r\n").ToString());
        Assert.Equal(
            """{"id":"1","type":"thing-created","partitionKey":"p","timestamp":1548967022000,"tags":{"source":"s"},"thing":{"a":1.0},"x":1}""",
            Event.Parse(Text).With("x", 1L).ToString()
        );
    }

    [Fact]
    public void WhatNobodyTouched_KeepsItsEscapes()
    {
        const string text = """{"a\u00e9":"\ud83d \/ \u00e9","n":1E+2}""";

        Assert.Equal(text, Event.Parse(text).ToString());
        Assert.Equal("""{"a\u00e9":"\ud83d \/ \u00e9","n":1E+2,"x":1}""", Event.Parse(text).With("x", 1L).ToString());
    }

    [Fact]
    public void With_SetsMembersAndLeavesTheEventItWasCalledOn()
    {
        var @event = Event.Parse(Text);

        var changed = @event.With(("id", "2"), ("thing", Json.ObjectOf(("b", 2L))));

        Assert.Equal(("2", 2L), (changed.Id, changed["thing"]["b"].GetInt64()));
        Assert.Equal(("1", "1.0"), (@event.Id, @event["thing"]["a"].ToString()));
        Assert.Equal(Text, @event.ToString());
    }

    [Fact]
    public void With_Undefined_TakesAMemberAway()
    {
        var @event = Event.Parse("""{"id":"1","type":"t","x":1}""").With(("id", default), ("x", default));

        Assert.Equal("""{"type":"t"}""", @event.ToString());
        Assert.Null(@event.Id);
        Assert.False(@event["x"].IsDefined);
        Assert.Equal("""{"type":"t","x":2}""", @event.With("x", 2L).ToString());
        Assert.True(Event.Parse("""{"x":1}""").Without("x").IsEmpty);
    }

    [Fact]
    public void With_ANameWithEscapes_ReplacesTheMember() =>
        Assert.Equal("""{"aé":2}""", Event.Parse("""{"a\u00e9":1}""").With("aé", 2L).ToString());

    [Fact]
    public void With_WithoutAName_IsRejected() => Assert.Throws<ArgumentException>(() => Event.None.With("", 1L));

    [Fact]
    public void AnyChanges_GiveWhatADictionaryGives() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 3])
            .Array[0, 12]
            .Sample(
                changes =>
                {
                    var @event = Event.Parse("""{"m0":0,"m1":1,"m2":2}""");
                    var model = new Dictionary<string, long>
                    {
                        ["m0"] = 0,
                        ["m1"] = 1,
                        ["m2"] = 2,
                    };
                    foreach (var (name, value) in changes)
                    {
                        @event = @event.With($"m{name}", value == 0 ? default : (Json)(value * 10L));
                        if (value == 0)
                            model.Remove($"m{name}");
                        else
                            model[$"m{name}"] = value * 10L;
                    }

                    var written = new Dictionary<string, long>();
                    foreach (var (name, value) in @event.ToJson().EnumerateObject())
                        written.Add(name, value.GetInt64());
                    Assert.Equal(model.OrderBy(entry => entry.Key), written.OrderBy(entry => entry.Key));
                    Assert.Equal(model.Count == 0, @event.IsEmpty);
                    Assert.All(model, entry => Assert.Equal(entry.Value, @event[entry.Key].GetInt64()));
                },
                iter: 300,
                threads: 1
            );

    [Fact]
    public void Merge_LaysTheOtherEventOver()
    {
        var @event = Event.Parse("""{"id":"1","type":"a","x":1}""");

        var merged = @event.Merge(Event.Of("b", ("y", 2L)).With("x", Json.Null));

        Assert.Equal(("1", "b"), (merged.Id, merged.Type));
        Assert.Equal((JsonValueKind.Null, 2L), (merged["x"].Kind, merged["y"].GetInt64()));
        Assert.Equal(@event.ToString(), @event.Merge(Event.None).ToString());
        Assert.Throws<ArgumentNullException>(() => @event.Merge(null!));
    }

    [Fact]
    public void Merge_TakesAwayWhatTheOtherEventLacksOnPurpose()
    {
        var merged = Event.Parse("""{"id":"1","x":1}""").Merge(Event.Of(("y", 2L)).Without("x"));

        Assert.Equal("""{"id":"1","y":2}""", merged.ToString());
    }

    [Fact]
    public void Of_LeavesOutWhatIsUndefined() =>
        Assert.Equal("""{"type":"a","x":1}""", Event.Of("a", ("x", 1L), ("y", default)).ToString());

    [Fact]
    public void None_IsEmpty()
    {
        Assert.True(Event.None.IsEmpty);
        Assert.Equal("{}", Event.None.ToString());
        Assert.Equal(("", null), (Event.None.Type, Event.None.Id));
    }

    [Fact]
    public void Images_AreReadFromRaw()
    {
        var @event = Event.Parse("""{"raw":{"new":{"pk":"1","n":12345678901234567890},"old":{"pk":"1"}}}""");

        Assert.True(@event.IsChange);
        Assert.Equal("12345678901234567890", @event.NewImage!["n"].GetNumber());
        Assert.Equal(Item.Of(("pk", "1")), @event.OldImage);
        Assert.Null(Event.Parse("""{"raw":{"new":{}}}""").OldImage);
        Assert.False(Event.Parse("""{"raw":null}""").IsChange);
    }

    [Fact]
    public void Images_AreWrittenAsRawUntilTheyAreTakenAway()
    {
        var @event = Event.From(new ChangeImages(Item.Of(("pk", "1")), null), ("type", "a"));

        Assert.Equal("""{"pk":"1"}""", @event["raw"]["new"].ToString());
        Assert.Contains("\"raw\":{\"new\":{\"pk\":\"1\"}}", @event.ToString(), StringComparison.Ordinal);
        var without = @event.Without("raw");
        Assert.Equal("""{"type":"a"}""", without.ToString());
        Assert.Null(without.NewImage);
        Assert.False(without.IsChange);
        Assert.Equal("2", @event.With("raw", Json.Parse("""{"new":{"pk":"2"}}""")).NewImage!["pk"].GetText());
    }

    [Fact]
    public void Images_TakenAwayWithEverythingElse_LeaveAnEmptyEvent() =>
        Assert.True(Event.From(new ChangeImages(Item.Empty, null)).Without("raw").IsEmpty);

    [Fact]
    public void Merge_OverAChange_CanTakeItsImagesAway()
    {
        var change = Event.From(new ChangeImages(Item.Of(("pk", "1")), null), ("type", "a"), ("id", "1"));

        var merged = change.Merge(change.With("thing", 1L).Without("raw"));

        Assert.Equal("""{"type":"a","id":"1","thing":1}""", merged.ToString());
        Assert.False(merged.IsChange);
        Assert.True(change.Merge(Event.Of(("thing", 1L))).IsChange);
    }

    [Fact]
    public void CompressedValues_AreReadAndWrittenDecompressed()
    {
        var @event = Read("""{"type":"a","x":["COMPRESSEDH4sIAAAAAAAAA6tWSlayMqgFAI7OwDUHAAAA","COMPRESSED air"]}""");

        Assert.Equal(0, @event["x"][0]["c"].GetInt64());
        Assert.Equal("COMPRESSED air", @event["x"][1].GetString());
        Assert.Equal("""{"type":"a","x":[{"c":0},"COMPRESSED air"]}""", @event.ToString());
        Assert.Equal("""{"type":"a","x":[{"c":0},"COMPRESSED air"],"y":1}""", @event.With("y", 1L).ToString());
        Assert.Equal("""[{"c":0},"COMPRESSED air"]""", @event["x"].ToString());
    }

    [Fact]
    public void CompressedTags_AreRead() =>
        Assert.Equal(0, Read("""{"tags":"COMPRESSEDH4sIAAAAAAAAA6tWSlayMqgFAI7OwDUHAAAA"}""").Tags["c"].GetInt64());

    // As a row read from a table has it, as one that was built, and once somebody has asked for the text.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void AStoredEvent_WithOtherMembers_IsWrittenAsItsTextWouldBe(int form)
    {
        var row = Item.FromTypedJson(
            Json.Parse(
                """{"event":{"M":{"id":{"S":"1"},"n":{"N":"1.0"},"thing":{"M":{"a":{"L":[{"NULL":true}]}}},"x":{"S":"COMPRESSED"}}}}"""
            )
        );
        var @event = Event.From(form == 1 ? AttributeValue.From(row["event"].ToJson()) : row["event"]);
        if (form == 2)
            _ = @event.ToJson();

        Assert.False(@event.IsEmpty);
        Assert.Equal("""{"id":"1","n":1.0,"thing":{"a":[null]},"x":"COMPRESSED"}""", @event.ToString());
        Assert.Equal(
            """{"n":1.0,"thing":{"a":[null]},"id":"2","type":"a"}""",
            @event.With(("id", "2"), ("x", default), ("type", "a")).ToString()
        );
        Assert.Equal("""{"n":1.0,"thing":2,"id":"3"}""", Merged(@event).ToString());
    }

    // The other event has text too, so each of its members is laid over.
    private static Event Merged(Event @event) =>
        @event.Merge(Read("""{"thing":2}""").With(("id", "3"), ("x", default)));

    // More types than are kept, so that they take each other's places.
    [Fact]
    public void Type_OfManyStoredEvents_IsThatOfEach()
    {
        var types = Enumerable.Range(0, 1_000).Select(i => $"thing-{i % 600}-créé").ToList();
        var rows = new ItemReader().ReadList(
            Json.Parse(
                $"[{string.Join(',', types.Select(type => $$"""{"event":{"M":{"type":{"S":"{{type}}"} } } }"""))}]"
            )
        );

        Assert.Equal(types, rows.Select(row => Event.From(row["event"]).Type));
    }

    [Theory]
    [InlineData(""" "thing-\u0063reated" """, "thing-created")]
    [InlineData(""" "" """, "")]
    [InlineData(""" "COMPRESSED air" """, "COMPRESSED air")]
    public void Type_OfAStoredEvent_IsReadAsItsText(string text, string type)
    {
        var row = Item.FromTypedJson(Json.Parse($$"""{"event":{"M":{"type":{"S":{{text}} } } } }"""));

        Assert.Equal(type, Event.From(row["event"]).Type);
    }

    private static Event Read(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var json = new Json(utf8, 0, utf8.Length, mayBeCompressed: true);
        return Event.From(json, EventHead.Scan(json));
    }
}
