using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;

namespace LambdaStream;

/// <summary>Where an event's text has its members: the head, which every step may ask for, and the few others.</summary>
internal readonly struct EventHead
{
    // An event has its entity, and seldom more.
    private const int MostOthers = 4;

    private readonly record struct Piece(int Start, int Length);

    private readonly record struct NamedPiece(Piece Name, Piece Value);

    [InlineArray(MostOthers)]
    private struct NamedPieces
    {
        private NamedPiece _first;
    }

    private readonly Piece _id;
    private readonly Piece _type;
    private readonly Piece _timestamp;
    private readonly Piece _partitionKey;
    private readonly Piece _tags;
    private readonly bool _hasS3;

    // The members that are not of the head, as far as there is room; how many there are in all.
    private readonly NamedPieces _others;
    private readonly int _otherCount;

    private EventHead(Json text)
    {
        var scanner = new JsonScanner(text);
        if (scanner.First != '{')
            throw new JsonException($"The event is no JSON object but a {Describe(scanner.Take().Kind)}.");
        scanner.Enter();
        while (scanner.NextMember())
        {
            var member = MemberOf(scanner);
            var start = scanner.Position;
            scanner.Skip();
            var value = new Piece(start, scanner.Position - start);
            switch (member)
            {
                case Member.Id:
                    _id = value;
                    continue;
                case Member.Type:
                    _type = value;
                    continue;
                case Member.Timestamp:
                    _timestamp = value;
                    continue;
                case Member.PartitionKey:
                    _partitionKey = value;
                    continue;
                case Member.Tags:
                    _tags = value;
                    continue;
                case Member.S3:
                    _hasS3 = true;
                    break;
            }
            if (_otherCount < MostOthers)
                _others[_otherCount] = new(new(scanner.NameStart, scanner.RawName.Length), value);
            _otherCount++;
        }
        scanner.End();
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

    /// <summary>Validates an event's text in one pass (UTF-8, JSON, depth) and notes where its members are.</summary>
    /// <exception cref="JsonException">The text is no valid JSON object.</exception>
    public static EventHead Scan(Json text)
    {
        if (!text.IsDefined)
            throw new JsonException("The event is empty.");
        if (!Utf8.IsValid(text.Raw))
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

    /// <summary>The member of that name; undefined where it is missing.</summary>
    public Json Find(Json text, string name)
    {
        switch (name)
        {
            case "id":
                return Id(text);
            case "type":
                return Type(text);
            case "timestamp":
                return Timestamp(text);
            case "partitionKey":
                return PartitionKey(text);
            case "tags":
                return Tags(text);
        }
        if (_otherCount > MostOthers)
            return text[name];
        // The last member of a name counts.
        for (var i = _otherCount - 1; i >= 0; i--)
        {
            var raw = text.Raw.Slice(_others[i].Name.Start, _others[i].Name.Length);
            if (JsonString.Is(raw, name))
                return At(text, _others[i].Value);
        }
        return default;
    }

    private static Json At(Json text, Piece piece) =>
        piece.Length == 0 ? default : text.Slice(piece.Start, piece.Start + piece.Length).Inflated;

    private static Member MemberOf(in JsonScanner scanner)
    {
        if (scanner.IsNameEscaped)
        {
            return JsonString.Read(scanner.RawName) switch
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
        var name = scanner.RawName;
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

    private static string Describe(JsonValueKind kind) =>
        kind switch
        {
            JsonValueKind.Array => "list",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            JsonValueKind.Null => "null",
            _ => "boolean",
        };
}
