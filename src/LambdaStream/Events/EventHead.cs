using System.Text.Json;
using System.Text.Unicode;

namespace LambdaStream;

/// <summary>Where an event's text has its head: the members that every step may ask for.</summary>
internal readonly struct EventHead
{
    private readonly record struct Piece(int Start, int Length);

    private readonly Piece _id;
    private readonly Piece _type;
    private readonly Piece _timestamp;
    private readonly Piece _partitionKey;
    private readonly Piece _tags;
    private readonly bool _hasS3;

    private EventHead(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = Json.MaxDepth });
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
            throw new JsonException($"The event is no JSON object but a {Describe(reader.TokenType)}.");
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var member = MemberOf(ref reader);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var value = new Piece(start, (int)reader.BytesConsumed - start);
            switch (member)
            {
                case Member.Id:
                    _id = value;
                    break;
                case Member.Type:
                    _type = value;
                    break;
                case Member.Timestamp:
                    _timestamp = value;
                    break;
                case Member.PartitionKey:
                    _partitionKey = value;
                    break;
                case Member.Tags:
                    _tags = value;
                    break;
                case Member.S3:
                    _hasS3 = true;
                    break;
            }
        }
        // Anything but white space behind the object is an error that the reader raises.
        reader.Read();
    }

    private enum Member
    {
        Other,
        Id,
        Type,
        Timestamp,
        PartitionKey,
        Tags,
        S3,
    }

    /// <summary>Validates an event's text in one pass (UTF-8, JSON, depth) and notes where its head is.</summary>
    /// <exception cref="JsonException">The text is no valid JSON object.</exception>
    public static EventHead Scan(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            throw new JsonException("The event is empty.");
        if (!Utf8.IsValid(text))
            throw new JsonException("The event is not valid UTF-8.");
        return new(text);
    }

    /// <summary>Whether there is a member <c>s3</c>, as in a claim check.</summary>
    public bool HasS3 => _hasS3;

    public Json Id(Json text) => At(text, _id);

    public Json Type(Json text) => At(text, _type);

    public Json Timestamp(Json text) => At(text, _timestamp);

    public Json PartitionKey(Json text) => At(text, _partitionKey);

    public Json Tags(Json text) => At(text, _tags);

    /// <summary>The event type as it stands in the text; empty where it is missing or no string.</summary>
    public ReadOnlySpan<byte> RawType(ReadOnlySpan<byte> text) =>
        _type.Length > 2 && text[_type.Start] == '"' ? text.Slice(_type.Start + 1, _type.Length - 2) : default;

    private static Json At(Json text, Piece piece) =>
        piece.Length == 0 ? default : text.Slice(piece.Start, piece.Start + piece.Length).Inflated;

    private static Member MemberOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            return reader.GetString() switch
            {
                "id" => Member.Id,
                "type" => Member.Type,
                "timestamp" => Member.Timestamp,
                "partitionKey" => Member.PartitionKey,
                "tags" => Member.Tags,
                "s3" => Member.S3,
                _ => Member.Other,
            };
        }
        var name = reader.ValueSpan;
        return name.Length switch
        {
            2 when name.SequenceEqual("id"u8) => Member.Id,
            2 when name.SequenceEqual("s3"u8) => Member.S3,
            4 when name.SequenceEqual("type"u8) => Member.Type,
            4 when name.SequenceEqual("tags"u8) => Member.Tags,
            9 when name.SequenceEqual("timestamp"u8) => Member.Timestamp,
            12 when name.SequenceEqual("partitionKey"u8) => Member.PartitionKey,
            _ => Member.Other,
        };
    }

    private static string Describe(JsonTokenType token) =>
        token switch
        {
            JsonTokenType.StartArray => "list",
            JsonTokenType.String => "string",
            JsonTokenType.Number => "number",
            JsonTokenType.Null => "null",
            _ => "boolean",
        };
}
