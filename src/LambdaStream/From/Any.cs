using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    // More specific ones come first.
    private static readonly Source[] AllSources =
    [
        Kinesis(),
        DynamoDb(),
        Sqs(),
        Sns(),
        S3(),
        Firehose(),
        Cron(),
        Alarm(),
        EventBridge(),
        Cognito(),
        Kafka(),
        CustomEventBus(),
        Direct(),
    ];

    /// <summary>All sources behind one function: each payload is recognised by what is in it.</summary>
    /// <param name="sources">
    /// Sources that are to be used for their payloads in the place of the usual one, such as <see cref="SqsRaw"/>. By default
    /// records of Kinesis, DynamoDB, SQS and SNS have events, those of S3 do not.
    /// </param>
    /// <exception cref="InvalidPayloadException">On invocation: the payload is of no source that is known. The message says what was seen.</exception>
    public static Source Any(params IEnumerable<Source> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        Source[] all = [.. sources, .. AllSources];
        if (all.FirstOrDefault(source => source.Marks.Count == 0) is { } unknown)
            throw new ArgumentException($"{unknown.GetType().Name} cannot be told by its payload.", nameof(sources));
        return new AnySource(all);
    }

    private sealed class AnySource(Source[] sources) : Source
    {
        // So much of a payload is told in an error.
        private const int MostNames = 20;
        private const int MostText = 40;

        internal override string Name => "Any";

        internal override Checkpoint Checkpoint => Checkpoint.Each;

        internal override IReadOnlyList<Mark> Marks => [.. sources.SelectMany(source => source.Marks)];

        // Reads no further than to what tells the source, which as a rule stands at the beginning.
        internal override Source Resolve(Json payload)
        {
            var reader = new Utf8JsonReader(payload.Raw, new JsonReaderOptions { MaxDepth = Json.MaxDepth });
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartArray)
                return FindByItem(reader, payload) ?? Find(Mark.List, null, payload) ?? throw Unknown("a list");
            if (reader.TokenType is not JsonTokenType.StartObject)
                throw Unknown($"a {reader.TokenType}");
            var seen = new List<string>();
            var isEmpty = true;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var name = JsonString.Read(reader.ValueSpan);
                reader.Read();
                var value = ValueOf(reader, out var hasRecords);
                if (Find(name, value, payload) is { } source)
                    return source;
                isEmpty &= name is "Records" && !hasRecords;
                seen.Add(Short(name, value));
                reader.Skip();
            }
            return isEmpty
                ? this
                : throw Unknown(
                    $"an object with {string.Join(", ", seen.Take(MostNames))}{(seen.Count > MostNames ? " and more" : "")}"
                );
        }

        // Only what is empty comes here. It is validated, and has nothing to do.
        internal override void Read(Json payload, Intake intake) => payload.Validated();

        private static string Short(string name, string? value)
        {
            return value is null
                ? $"'{Text(name)}'"
                : $"'{Text(name)}' {(name is "Records" ? "of " : "")}{Text(value)}";

            static string Text(string text) => text.Length <= MostText ? text : $"{text.AsSpan(0, MostText)}…";
        }

        private Source? Find(string member, string? value, Json payload)
        {
            foreach (var source in sources)
            {
                foreach (var mark in source.Marks)
                {
                    if (mark.Fits(member, value))
                        return source.Resolve(payload);
                }
            }
            return null;
        }

        // By the members of the first item. The reader is a copy and may run ahead.
        private Source? FindByItem(Utf8JsonReader reader, Json payload)
        {
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var name = JsonString.Read(reader.ValueSpan);
                foreach (var source in sources)
                {
                    if (source.Marks.Contains(new Mark(Mark.List, name)))
                        return source.Resolve(payload);
                }
                reader.Read();
                reader.Skip();
            }
            return null;
        }

        private InvalidPayloadException Unknown(string what)
        {
            var known = string.Join(", ", sources.SelectMany(source => source.Marks).Distinct());
            return new($"The payload is of no source that is known: it is {what}. Known are {known}.");
        }

        // The text, or of a list of records the first one's eventSource. The reader is a copy and may run ahead.
        private static string? ValueOf(Utf8JsonReader reader, out bool hasRecords)
        {
            hasRecords = false;
            if (reader.TokenType is JsonTokenType.String)
                return JsonString.Read(reader.ValueSpan);
            hasRecords = reader.TokenType is not JsonTokenType.Null;
            if (reader.TokenType is not JsonTokenType.StartArray)
                return null;
            hasRecords = false;
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            {
                hasRecords = true;
                if (reader.TokenType is JsonTokenType.StartObject && EventSource(ref reader) is { } eventSource)
                    return eventSource;
                reader.Skip();
            }
            return null;
        }

        private static string? EventSource(ref Utf8JsonReader reader)
        {
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var isSource = reader.ValueTextEquals("eventSource"u8) || reader.ValueTextEquals("EventSource"u8);
                reader.Read();
                if (isSource && reader.TokenType is JsonTokenType.String)
                    return JsonString.Read(reader.ValueSpan);
                reader.Skip();
            }
            return null;
        }
    }
}
