using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class CloudEventTests
{
    // The members that stand elsewhere in a CloudEvent, and those that a careless mapping would mix up with attributes.
    private static readonly string[] Names =
    [
        "thing",
        "data",
        "data_base64",
        "source",
        "time",
        "subject",
        "specversion",
        "s3",
        "é\"\\",
    ];

    private static readonly Gen<Json> Values = Gen.OneOf<Json>(
        Gen.String.Select(text => (Json)text),
        Gen.Long.Select(number => (Json)number),
        Gen.Bool.Select(value => (Json)value),
        Gen.Const(Json.Null),
        Gen.String.Array[0, 3].Select(texts => Json.ArrayOf([.. texts.Select(text => (Json)text)])),
        Gen.Int.Select(number => Json.ObjectOf(("id", number), ("type", "t")))
    );

    private static readonly Gen<Json> Times = Gen.OneOf<Json>(
        Gen.Long[-62_135_596_800_000, 253_402_300_799_999].Select(number => (Json)number),
        Gen.Long.Select(number => (Json)number),
        Gen.Const((Json)"yesterday"),
        Gen.Const((Json)1.5),
        Gen.Const(default(Json))
    );

    private static readonly Gen<Json> Keys = Gen.OneOf<Json>(
        Gen.String.Select(text => (Json)text),
        Gen.Const((Json)7L),
        Gen.Const(Json.Null),
        Gen.Const(default(Json))
    );

    private static readonly Gen<Event> Events = Gen.Select(
        Gen.String[1, 9],
        Times,
        Keys,
        Gen.String[1, 9].Array[3],
        Gen.Select(Gen.Int[0, Names.Length - 1].Select(i => Names[i]), Values).Array[0, 4],
        (id, time, key, tags, members) =>
            Event
                .Of("thing-created", ("id", id), ("timestamp", time), ("partitionKey", key))
                .With(
                    "tags",
                    Json.ObjectOf(("account", tags[0]), ("region", tags[1]), ("source", tags[2]), ("functionname", "f"))
                )
                .With(members)
    );

    [Fact]
    public void ReadOfWrite_OfAnyTaggedEvent_IsTheEvent() =>
        Events.Sample(
            @event =>
            {
                var read = CloudEvent.Read(CloudEvent.Write(@event));
                return JsonNode.DeepEquals(Node(@event.ToJson()), Node(read.ToJson()));
            },
            iter: 5_000
        );

    [Fact]
    public void ReadOfWrite_OfAnotherSource_IsTheEventWithThatSource()
    {
        var @event = Some.Event().With("tags", Json.ObjectOf(("source", "things")));

        var read = CloudEvent.Read(CloudEvent.Write(@event, "https://things.example/a"));

        Assert.Equal("https://things.example/a", read.At("cloudevent.source").GetString());
        AssertSame(@event.ToJson(), read.Without("cloudevent").ToJson());
    }

    [Fact]
    public void Write_AnEvent_HasItsHeadInAttributes()
    {
        var @event = Some.Event()
            .With("tags", Json.ObjectOf(("account", "dev"), ("region", "us-east-1"), ("source", "my things")));

        AssertSame(
            """
            {
              "specversion": "1.0", "id": "1", "source": "/dev/us-east-1/my%20things", "type": "thing-created",
              "time": "2019-01-31T20:37:02.000Z", "partitionkey": "1", "datacontenttype": "application/json",
              "data": {
                "thing": { "id": "1" },
                "tags": { "account": "dev", "region": "us-east-1", "source": "my things" }
              }
            }
            """,
            CloudEvent.Write(@event)
        );
    }

    [Fact]
    public void Write_OwnAttributes_AreThoseOfTheCloudEvent()
    {
        var @event = Event.Of(
            "a",
            ("id", "1"),
            ("cloudevent", Json.ObjectOf(("subject", "s"), ("source", "/own"), ("id", "ignored"), ("sampled", true)))
        );

        AssertSame(
            """
            { "specversion": "1.0", "id": "1", "source": "/own", "type": "a", "datacontenttype": "application/json",
              "subject": "s", "sampled": true, "data": {} }
            """,
            CloudEvent.Write(@event, "/given")
        );
    }

    [Theory]
    [InlineData("""{ "type": "a" }""", "The event 'a' cannot be a CloudEvent: it has no id.")]
    [InlineData("""{ "id": "1" }""", "The event '1' cannot be a CloudEvent: it has no type.")]
    public void Write_AnEventWithoutAHead_IsAnError(string text, string message)
    {
        var error = Assert.Throws<InvalidOperationException>(() => CloudEvent.Write(Event.Parse(text)));

        Assert.Equal(message, error.Message);
    }

    // Of the forms that the specification's JSON format allows: data as an object, as a text, as bytes, and none.
    [Theory]
    [InlineData(
        """
            { "specversion": "1.0", "type": "com.example.created", "source": "/orders", "subject": "o1", "id": "A1",
              "time": "2018-04-05T17:31:00Z", "comexampleextension1": "value", "comexampleothervalue": 5,
              "datacontenttype": "application/json", "data": { "order": { "n": 1 } } }
            """,
        """
            { "id": "A1", "type": "com.example.created", "timestamp": 1522949460000, "partitionKey": "o1",
              "order": { "n": 1 }, "tags": { "source": "/orders" },
              "cloudevent": { "source": "/orders", "subject": "o1", "time": "2018-04-05T17:31:00Z",
                "comexampleextension1": "value", "comexampleothervalue": 5 } }
            """
    )]
    [InlineData(
        """
            { "specversion": "1.0", "type": "t", "source": "/s", "id": "1", "datacontenttype": "application/xml",
              "dataschema": "urn:x", "data": "<much wow=\"xml\"/>" }
            """,
        """
            { "id": "1", "type": "t", "tags": { "source": "/s" }, "data": "<much wow=\"xml\"/>",
              "cloudevent": { "source": "/s", "datacontenttype": "application/xml", "dataschema": "urn:x" } }
            """
    )]
    [InlineData(
        """
            { "specversion": "1.0", "type": "t", "source": "/s", "id": "1",
              "datacontenttype": "application/vnd.apache.thrift.binary", "data_base64": "AAEC" }
            """,
        """
            { "id": "1", "type": "t", "tags": { "source": "/s" }, "data_base64": "AAEC",
              "cloudevent": { "source": "/s", "datacontenttype": "application/vnd.apache.thrift.binary" } }
            """
    )]
    [InlineData(
        """
            { "specversion": "1.0", "type": "t", "source": "/s", "id": "1",
              "datacontenttype": "application/cloud+json; charset=utf-8", "data_base64": "eyJ0aGluZyI6MX0=" }
            """,
        """
            { "id": "1", "type": "t", "tags": { "source": "/s" }, "thing": 1,
              "cloudevent": { "source": "/s", "datacontenttype": "application/cloud+json; charset=utf-8" } }
            """
    )]
    [InlineData(
        """{ "specversion": "1.0", "type": "t", "source": "/s", "id": "1", "subject": null, "time": null }""",
        """{ "id": "1", "type": "t", "tags": { "source": "/s" }, "cloudevent": { "source": "/s" } }"""
    )]
    // Data whose members have the names of an event's head.
    [InlineData(
        """
            { "specversion": "1.0", "type": "t", "source": "/s", "id": "1", "partitionkey": "k", "subject": "s",
              "data": { "id": 9, "type": "car", "timestamp": 5, "partitionKey": 2, "tags": ["new"], "cloudevent": 1 } }
            """,
        """
            { "id": "1", "type": "t", "partitionKey": "k", "timestamp": 5, "tags": { "source": "/s" },
              "cloudevent": { "source": "/s", "subject": "s",
                "data": { "id": 9, "type": "car", "partitionKey": 2, "tags": ["new"], "cloudevent": 1 } } }
            """
    )]
    public void Read_EveryForm_LosesNothing(string cloudEvent, string @event) =>
        AssertSame(@event, CloudEvent.Read(Json.Parse(cloudEvent)).ToJson());

    [Fact]
    public void WriteOfRead_OfAForeignOne_IsTheSameWithTags()
    {
        const string foreign = """
            { "specversion": "1.0", "type": "t", "source": "/s", "id": "1", "time": "2018-04-05T17:31:00.123456+02:00",
              "dataschema": "urn:x", "sampled": true, "partitionkey": "k", "datacontenttype": "application/x+json",
              "data": { "id": 9, "thing": { "n": 1 } } }
            """;
        var written = Node(CloudEvent.Write(CloudEvent.Read(Json.Parse(foreign)), "/other"));

        Assert.True(written["data"]!.AsObject().Remove("tags"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(foreign), written), written.ToJsonString());
    }

    [Fact]
    public void Write_AfterTheTimestampHasChanged_SaysTheNewTime()
    {
        var read = CloudEvent.Read(
            Json.Parse(
                """{ "specversion": "1.0", "type": "t", "source": "/s", "id": "1", "time": "2018-04-05T17:31:00Z" }"""
            )
        );

        var written = CloudEvent.Write(read.With("timestamp", 0));

        Assert.Equal("1970-01-01T00:00:00.000Z", written["time"].GetString());
    }

    [Theory]
    [InlineData("1985-04-12T23:20:50.52Z", 482_196_050_520)]
    [InlineData("1996-12-19T16:39:57-08:00", 851_042_397_000)]
    [InlineData("1937-01-01t12:00:27.87+00:20", -1_041_337_172_130)]
    [InlineData("1970-01-01T00:00:00.0019999999999Z", 1)]
    public void Read_ATime_IsTheTimestamp(string time, long timestamp)
    {
        var read = CloudEvent.Read(Json.ObjectOf([.. Whole, ("time", time)]));

        Assert.Equal(timestamp, read.Timestamp);
        Assert.Equal(time, CloudEvent.Write(read)["time"].GetString());
    }

    [Theory]
    [InlineData("specversion", "\"0.3\"", "The CloudEvent's specversion is \"0.3\", not \"1.0\".")]
    [InlineData("specversion", null, "The CloudEvent's specversion is missing, not \"1.0\".")]
    [InlineData("id", null, "The CloudEvent has no text in its attribute 'id'.")]
    [InlineData("id", "5", "The CloudEvent has no text in its attribute 'id'.")]
    [InlineData("type", "\"\"", "The CloudEvent has no text in its attribute 'type'.")]
    [InlineData("source", "null", "The CloudEvent has no text in its attribute 'source'.")]
    [InlineData(
        "time",
        "\"2018-04-05T17:31:00\"",
        "The CloudEvent's time is \"2018-04-05T17:31:00\", no timestamp of RFC 3339."
    )]
    [InlineData("time", "5", "The CloudEvent's time is 5, no timestamp of RFC 3339.")]
    [InlineData("data_base64", "\"?\"", "The CloudEvent's data_base64 is no valid base64.")]
    [InlineData("data_base64", "{}", "The CloudEvent's data_base64 is no text.")]
    public void Read_ABrokenOne_SaysWhatIsWrong(string name, string? value, string message)
    {
        var members = Whole.Where(member => member.Name != name).ToList();
        if (value is not null)
            members.Add((name, Json.Parse(value)));

        var error = Assert.Throws<JsonException>(() => CloudEvent.Read(Json.ObjectOf([.. members])));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Read_BothFormsOfData_IsAnError()
    {
        var both = Json.ObjectOf([.. Whole, ("data", 1), ("data_base64", "AAEC")]);

        var error = Assert.Throws<JsonException>(() => CloudEvent.Read(both));

        Assert.Equal("The CloudEvent has both data and data_base64.", error.Message);
    }

    private static (string Name, Json Value)[] Whole =>
        [("specversion", "1.0"), ("id", "1"), ("source", "/s"), ("type", "t")];

    private static JsonNode Node(Json json) => JsonNode.Parse(Encoding.UTF8.GetString(json.ToUtf8()))!;

    private static void AssertSame(string expected, Json actual) => AssertSame(Json.Parse(expected), actual);

    private static void AssertSame(Json expected, Json actual) =>
        Assert.True(JsonNode.DeepEquals(Node(expected), Node(actual)), $"{expected}\n{actual}");
}
