#:project ../../../src/LambdaStream/LambdaStream.csproj

// Writes commands.json and the payloads beside this file; they are checked in, and the same each time:
//     dotnet run samples/ThingService/payloads/generate.cs

using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using LambdaStream;

string[] names =
[
    "Cordless drill, charger, bit set",
    "Jigsaw, blade set",
    "Belt sander, dust bag",
    "Pressure washer, hose, lance, foam nozzle",
    "Extension ladder",
    "Tile cutter, water tray",
    "Hedge trimmer, blade guard",
    "Chainsaw, helmet, chaps",
    "Party tent, poles, pegs, side walls",
    "Projector, remote control, HDMI cable",
    "Sewing machine, foot pedal, bobbin box",
    "Fondue set, forks, burner",
    "Camping stove, gas cartridge",
    "Cargo bike, lock, rain cover",
    "Car jack",
    "Steam cleaner, floor brush",
    "Metal detector, headphones",
    "Telescope, tripod, eyepiece",
    "Sound system, microphone, cable drum",
    "Raclette grill, pans",
];
string[] people = ["ada", "grace", "linus"];
var morning = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
var folder = Path.GetDirectoryName(ThisFile())!;

WriteCommands();
WritePayload("imports.json", Imports());
WritePayload("stock-counts.json", StockCounts());
WritePayload("loans.json", Loans());
WritePayload("poison.json", Poison());

void WriteCommands()
{
    var commands = new List<Json>();
    void Do(string what, int thing, int element = 0, string? name = null) =>
        commands.Add(
            Json.ObjectOf(
                ("at", $"{morning.AddSeconds(commands.Count * 30):yyyy-MM-ddTHH:mm:ssZ}"),
                ("by", people[commands.Count % people.Length]),
                ("do", what),
                ("thing", Id(thing)),
                ("element", element == 0 ? default(Json) : ElementId(thing, element)),
                ("name", name)
            )
        );

    for (var thing = 1; thing <= names.Length; thing++)
    {
        var parts = names[thing - 1].Split(", ");
        Do("create", thing, name: parts[0]);
        for (var element = 1; element < parts.Length; element++)
            Do("create", thing, element, parts[element]);
        if (thing % 3 == 0)
            Do("rename", thing, name: parts[0] + " (new)");
        if (thing % 4 == 0 && parts.Length > 1)
            Do("rename", thing, 1, "spare " + parts[1]);
    }
    foreach (var thing in (int[])[2, 5, 8, 11, 14])
        Do("soft-delete", thing);
    // Refused: the thing is softly deleted, is there already, or was never there.
    Do("rename", 8, name: "Electric chainsaw");
    Do("create", 1, name: "Another drill");
    Do("rename", 77, name: "Time machine");
    Do("delete", 78);
    foreach (var thing in (int[])[5, 14])
        Do("undelete", thing);
    foreach (var (thing, element) in ((int, int)[])[(4, 3), (9, 2), (18, 2), (19, 1)])
        Do("soft-delete", thing, element);
    Do("undelete", 9, 2);
    foreach (var (thing, element) in ((int, int)[])[(1, 2), (10, 2), (20, 1)])
        Do("delete", thing, element);
    foreach (var thing in (int[])[2, 15, 20])
        Do("delete", thing);
    Do("create", 15, name: "Trolley jack");
    Do("create", 10, 2, "long HDMI cable");
    foreach (var thing in (int[])[1, 4, 9, 10])
        Do("rename", thing, name: names[thing - 1].Split(", ")[0] + " (checked)");

    File.WriteAllText(
        Path.Combine(folder, "..", "commands.json"),
        $"[\n{string.Join(",\n", commands.Select(command => "  " + command))}\n]\n"
    );
}

// Another branch of the library tells of its things, elements and all.
IEnumerable<Event> Imports()
{
    for (var n = 1; n <= 40; n++)
        yield return Thing("created", n, minute: n, Elements(n, n % 4));
    for (var n = 2; n <= 40; n += 2)
        yield return Thing("updated", n, minute: 50 + n, Elements(n, (n % 4) + 1));
    for (var n = 5; n <= 40; n += 5)
        yield return Thing("deleted", n, minute: 100 + n);
    for (var n = 10; n <= 40; n += 10)
        yield return Thing("undeleted", n, minute: 150 + n);
    for (var n = 3; n <= 40; n += 3)
    {
        yield return Import("element-updated", n, 200 + n)
            .With("element", Json.ObjectOf(("id", $"{NorthId(n)}-1"), ("thing", NorthId(n)), ("name", "case, mended")));
    }
}

Event Thing(string what, int n, int minute, Json elements = default) =>
    Import($"thing-{what}", n, minute)
        .With(
            (
                "thing",
                Json.ObjectOf(
                    ("id", NorthId(n)),
                    ("name", $"{names[n % names.Length].Split(", ")[0]} of the north branch"),
                    ("lastModifiedBy", "north")
                )
            ),
            ("elements", elements)
        );

Event Import(string type, int n, int minute) => Of(type, $"import-{type}-{n:D2}", NorthId(n), minute, "north-branch");

Json Elements(int thing, int count) =>
    Json.ArrayOf([
        .. Enumerable
            .Range(1, count)
            .Select(n => Json.ObjectOf(("id", $"{NorthId(thing)}-{n}"), ("name", n == 1 ? "case" : $"part {n}"))),
    ]);

// The warehouse counts: twice each thing, some counts come late and some twice.
IEnumerable<Event> StockCounts()
{
    for (var round = 1; round <= 2; round++)
    {
        for (var n = 1; n <= 60; n++)
            yield return Count(n, round);
    }
    for (var n = 1; n <= 5; n++)
        yield return Count(n, 0);
    for (var n = 11; n <= 15; n++)
        yield return Count(n, 2);
    for (var n = 1; n <= 3; n++)
        yield return Count(n, 3).With("tags", Json.ObjectOf(("source", "warehouse"), ("skip", true)));
}

Event Count(int n, int round) =>
    Of("stock-counted", $"count-{n:D2}-{round}", StockId(n), (round * 60) + n, "warehouse")
        .With("stock", Json.ObjectOf(("thing", StockId(n)), ("quantity", (long)((n * 7 % 5) + round))));

string StockId(int n) => n <= names.Length ? Id(n) : NorthId(n - names.Length);

// Nobody here wants to know of loans.
IEnumerable<Event> Loans() =>
    Enumerable
        .Range(1, 70)
        .Select(n =>
            Of(n % 2 == 1 ? "loan-started" : "loan-ended", $"loan-{n:D2}", Id((n % 20) + 1), n, "lending-desk")
                .With("loan", Json.ObjectOf(("thing", Id((n % 20) + 1)), ("member", (long)(1000 + (n % 17)))))
        );

// What should not happen and does.
IEnumerable<object> Poison()
{
    yield return "%%% this is no base64 %%%";
    yield return "thing-created: a ladder, three metres"u8.ToArray();
    yield return """["thing-created", "a ladder"]"""u8.ToArray();
    yield return Array.Empty<byte>();
    yield return Encoding.Latin1.GetBytes("""{"type":"thing-created","thing":{"id":"legacy-00","name":"Häcksler"}}""");
    yield return Bad("thing-created", "no-entity");
    yield return Bad("thing-created", "no-id").With("thing", Json.ObjectOf(("name", "Nameless ladder")));
    yield return Bad("thing-created", "number-as-id")
        .With("thing", Json.ObjectOf(("id", 4711), ("name", "Ladder 4711")));
    yield return Bad("thing-updated", "no-timestamp")
        .Without("timestamp")
        .With("thing", Json.ObjectOf(("id", "legacy-04")));
    yield return Bad("thing-updated", "too-large")
        .With("thing", Json.ObjectOf(("id", "legacy-05"), ("manual", Compressed(new string('x', 450_000)))));
    yield return Bad("thing-updated", "element-without-id")
        .With(
            ("thing", Json.ObjectOf(("id", "legacy-06"), ("name", "Ladder with parts"))),
            (
                "elements",
                Json.ArrayOf(Json.ObjectOf(("id", "legacy-06-1"), ("name", "rung")), Json.ObjectOf(("name", "foot")))
            )
        );
    yield return Bad("stock-counted", "quantity-in-words")
        .With("stock", Json.ObjectOf(("thing", "legacy-07"), ("quantity", "a handful")));
}

Event Bad(string type, string id) => Of(type, $"poison-{id}", "legacy-00", 300, "legacy");

Event Of(string type, string id, string partitionKey, int minute, string source) =>
    Event.Of(
        type,
        ("id", id),
        ("partitionKey", partitionKey),
        ("timestamp", morning.AddMinutes(minute).ToUnixTimeMilliseconds()),
        ("tags", Json.ObjectOf(("source", source), ("region", "eu-central-1")))
    );

static string Id(int thing) => $"T{thing:D2}";

// Behind T01 and its like in the order of the view.
static string NorthId(int thing) => $"north-{thing:D2}";

static string ElementId(int thing, int element) => $"{Id(thing)}-{element}";

static string Compressed(string text)
{
    using var gzipped = new MemoryStream();
    using (var gzip = new GZipStream(gzipped, CompressionLevel.SmallestSize))
        gzip.Write(Encoding.UTF8.GetBytes($"\"{text}\""));
    return "COMPRESSED" + Convert.ToBase64String(gzipped.ToArray());
}

void WritePayload(string file, IEnumerable<object> contents)
{
    var sequence = 0;
    var records = contents.Select(content =>
        content switch
        {
            Event @event => Record(@event.PartitionKey!, Convert.ToBase64String(@event.ToJson().ToUtf8()), ++sequence),
            byte[] data => Record("legacy-00", Convert.ToBase64String(data), ++sequence),
            var text => Record("legacy-00", (string)text, ++sequence),
        }
    );
    File.WriteAllText(
        Path.Combine(folder, file),
        $"{{\n  \"Records\": [\n{string.Join(",\n", records.Select(record => "    " + record))}\n  ]\n}}\n"
    );
}

// A record as Lambda delivers it from Kinesis.
Json Record(string partitionKey, string data, int sequence)
{
    var sequenceNumber = $"4964987{sequence:D49}";
    return Json.ObjectOf(
        (
            "kinesis",
            Json.ObjectOf(
                ("kinesisSchemaVersion", "1.0"),
                ("partitionKey", partitionKey),
                ("sequenceNumber", sequenceNumber),
                ("data", data),
                ("approximateArrivalTimestamp", morning.AddSeconds(sequence).ToUnixTimeMilliseconds() / 1000m)
            )
        ),
        ("eventSource", "aws:kinesis"),
        ("eventVersion", "1.0"),
        ("eventID", $"shardId-000000000003:{sequenceNumber}"),
        ("eventName", "aws:kinesis:record"),
        ("invokeIdentityArn", "arn:aws:iam::123456789012:role/catalog-listener"),
        ("awsRegion", "eu-central-1"),
        ("eventSourceARN", "arn:aws:kinesis:eu-central-1:123456789012:stream/hub")
    );
}

static string ThisFile([CallerFilePath] string path = "") => path;
