using System.Buffers.Text;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LambdaStream.Connectors;

namespace LambdaStream.Peers;

/// <summary>The floor: the same function written by hand, for nothing but this.</summary>
/// <remarks>
/// One loop over the payload, with the port's records as the only types of the framework. It reads each byte once,
/// reuses its buffers, keeps the texts of each field name, and stops reading an event as soon as its type is unwanted.
/// No faults, no acknowledgement, no concurrency, no decompression, no metrics.
/// </remarks>
public sealed class Floor
{
    private readonly IDynamoDb _table;
    private readonly FrozenSet<string>? _wanted;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _wantedText;
    private readonly Dictionary<string, Field> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Field>.AlternateLookup<ReadOnlySpan<char>> _fieldsByText;
    private readonly StringBuilder _set = new(1_024);
    private readonly StringBuilder _remove = new(128);
    private readonly List<(string Name, AttributeValue Value)> _values = [];
    private byte[] _buffer = new byte[4_096];

    /// <summary>A listener for events of those types, or of all.</summary>
    public Floor(IReadOnlyList<string>? eventTypes, IDynamoDb table)
    {
        _table = table;
        _wanted = eventTypes?.ToFrozenSet(StringComparer.Ordinal);
        _wantedText = _wanted is null ? default : _wanted.GetAlternateLookup<ReadOnlySpan<char>>();
        _fieldsByText = _fields.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public async ValueTask RunAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var position = 0;
        var state = default(JsonReaderState);
        while (NextEvent(payload.Span, ref position, ref state, out var length))
        {
            if (ToRequest(_buffer.AsSpan(0, length)) is { } request)
                await _table.UpdateItemAsync(request, cancellationToken);
        }
    }

    private bool NextEvent(ReadOnlySpan<byte> payload, ref int position, ref JsonReaderState state, out int length)
    {
        var reader = new Utf8JsonReader(payload[position..], isFinalBlock: true, state);
        length = 0;
        while (reader.Read())
        {
            if (reader.TokenType is not JsonTokenType.PropertyName || !reader.ValueTextEquals("data"u8))
                continue;
            reader.Read();
            if (reader.ValueSpan.Length > _buffer.Length)
                _buffer = new byte[reader.ValueSpan.Length];
            Base64.DecodeFromUtf8(reader.ValueSpan, _buffer, out _, out length);
            position += (int)reader.BytesConsumed;
            state = reader.CurrentState;
            return true;
        }
        return false;
    }

    private UpdateItemRequest? ToRequest(ReadOnlySpan<byte> json)
    {
        string? id = null;
        string? source = null;
        var timestamp = 0L;
        Dictionary<string, string>? names = null;
        _set.Clear();
        _remove.Clear();
        _values.Clear();

        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                if (!Wants(ref reader))
                    return null;
            }
            else if (reader.ValueTextEquals("timestamp"u8))
            {
                reader.Read();
                timestamp = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("tags"u8))
            {
                reader.Read();
                source = ReadSource(ref reader);
            }
            else if (reader.ValueTextEquals("thing"u8))
            {
                reader.Read();
                id = ReadThing(ref reader, names = new(32, StringComparer.Ordinal));
            }
            else
            {
                reader.Skip();
            }
        }
        if (names is null || source == Settings.Project)
            return null;

        Set("discriminator", "thing", names);
        Set("timestamp", timestamp, names);
        Set("lastModifiedBy", source, names);
        Set("latched", true, names);
        Set("ttl", timestamp / 1_000 + Settings.TtlSeconds, names);
        Set("awsregion", Settings.Region, names);
        Set("deleted", AttributeValue.Null, names);
        return new()
        {
            TableName = Settings.Table,
            Key = Item.Of(("pk", id), ("sk", "thing")),
            UpdateExpression = _set.Append(_remove).ToString(),
            ConditionExpression = "attribute_not_exists(#timestamp) OR #timestamp < :timestamp",
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = Item.Of(CollectionsMarshal.AsSpan(_values)),
            ReturnValues = "ALL_NEW",
        };
    }

    private bool Wants(ref Utf8JsonReader reader)
    {
        if (_wanted is null)
            return reader.ValueSpan.StartsWith("thing-"u8);
        Span<char> text = stackalloc char[128];
        return reader.ValueSpan.Length <= text.Length
            ? _wantedText.Contains(text[..reader.CopyString(text)])
            : _wanted.Contains(reader.GetString()!);
    }

    private static string? ReadSource(ref Utf8JsonReader reader)
    {
        string? source = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isSource = reader.ValueTextEquals("source"u8);
            reader.Read();
            if (isSource)
                source = reader.GetString();
            else
                reader.Skip();
        }
        return source;
    }

    private string? ReadThing(ref Utf8JsonReader reader, Dictionary<string, string> names)
    {
        string? id = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var field = ReadField(ref reader);
            reader.Read();
            var value = ReadValue(ref reader);
            if (field.Name == "id")
                id = value.GetText();
            Set(field, value, names);
        }
        return id;
    }

    private AttributeValue ReadValue(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => AttributeValue.Number(Encoding.UTF8.GetString(reader.ValueSpan)),
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.StartObject => ReadMap(ref reader),
            JsonTokenType.StartArray => ReadList(ref reader),
            _ => AttributeValue.Null,
        };

    private Item ReadMap(ref Utf8JsonReader reader)
    {
        List<(string, AttributeValue)> members = [];
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = ReadField(ref reader).Name;
            reader.Read();
            members.Add((name, ReadValue(ref reader)));
        }
        return Item.Of(CollectionsMarshal.AsSpan(members));
    }

    private AttributeValue ReadList(ref Utf8JsonReader reader)
    {
        List<AttributeValue> elements = [];
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            elements.Add(ReadValue(ref reader));
        return AttributeValue.List(elements);
    }

    private Field ReadField(ref Utf8JsonReader reader)
    {
        Span<char> text = stackalloc char[128];
        if (reader.ValueSpan.Length > text.Length)
            return ToField(reader.GetString()!);
        text = text[..reader.CopyString(text)];
        return _fieldsByText.TryGetValue(text, out var field) ? field : ToField(text.ToString());
    }

    private Field ToField(string name)
    {
        if (!_fields.TryGetValue(name, out var field))
            _fields[name] = field = new(name, "#" + name, ":" + name, $"#{name} = :{name}");
        return field;
    }

    private void Set(string name, AttributeValue value, Dictionary<string, string> names) =>
        Set(ToField(name), value, names);

    private void Set(Field field, AttributeValue value, Dictionary<string, string> names)
    {
        // An entity's own timestamp gives way to the event's, and so on.
        var isNew = names.TryAdd(field.NamePlaceholder, field.Name);
        if (!isNew)
        {
            var index = _values.FindIndex(other => other.Name == field.ValuePlaceholder);
            _values[index] = (field.ValuePlaceholder, value);
        }
        else if (value.Type is AttributeType.Null)
        {
            _remove.Append(_remove.Length == 0 ? " REMOVE " : ", ").Append(field.NamePlaceholder);
        }
        else
        {
            _set.Append(_set.Length == 0 ? "SET " : ", ").Append(field.Clause);
            _values.Add((field.ValuePlaceholder, value));
        }
    }

    private sealed record Field(string Name, string NamePlaceholder, string ValuePlaceholder, string Clause);
}
