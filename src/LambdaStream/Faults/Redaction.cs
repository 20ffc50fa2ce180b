using System.Buffers;
using System.Text;
using System.Text.Json;
using LambdaStream.Compression;
using LambdaStream.Connectors;
using LambdaStream.Encryption;

namespace LambdaStream.Faults;

/// <summary>Hides the fields of a unit of work that are encrypted elsewhere, wherever they stand in it.</summary>
/// <remarks>
/// As the Node library it hides the fields that the event's encryption metadata names, by their names. Beyond it, also those of
/// items that were decrypted and those that the rule encrypts; the values of DynamoDB expressions (<c>:name</c>); what stands in a
/// string as JSON, compressed or in base64; and what was decrypted under whatever name, error messages included.
/// </remarks>
internal sealed class Redaction
{
    private const string Redacted = "[REDACTED]";

    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _aliases = new(StringComparer.Ordinal);
    private readonly SecretValues _values = new();

    private Redaction() { }

    /// <summary>For all that is shown of a unit, apart from its record and the event as it came.</summary>
    public static Redaction Of(UnitOfWork unit)
    {
        var redaction = new Redaction();
        redaction.AddFields(unit, metadataAlone: false);
        redaction._aliases.UnionWith(redaction._fields.Select(UpdateExpression.Escaped));
        redaction.AddValues(unit);
        return redaction;
    }

    /// <summary>For the event as it came: only the fields that its metadata names, whose values are encrypted anyway.</summary>
    public static Redaction OfUndecrypted(UnitOfWork unit)
    {
        var redaction = new Redaction();
        redaction.AddFields(unit, metadataAlone: true);
        return redaction;
    }

    public Json Apply(Json value)
    {
        if (_fields.Count == 0 || !value.IsDefined)
            return value;
        var output = new ArrayBufferWriter<byte>(256);
        Write(value, output);
        return Json.Written(output);
    }

    /// <summary>Text that may show a value, such as the message of an error.</summary>
    public string Apply(string text) => _values.Hide(text, Redacted);

    private void AddFields(UnitOfWork unit, bool metadataAlone)
    {
        var name = unit.Invocation.Options.EncryptionMetadataName;
        AddMetadata(unit.Event[name]);
        AddMetadata(unit.Get(Slots.UndecryptedEvent)?[name] ?? default);
        if (!metadataAlone)
        {
            _fields.UnionWith(unit.Get(Slots.SecretFields) ?? new HashSet<string>());
            _fields.UnionWith(unit.Scope.Rule?.Encryption?.Fields ?? []);
            foreach (var (_, value) in unit.Slots)
                AddMetadata(value is Event @event ? @event[name] : default);
        }
        foreach (var inner in unit.Batch)
            AddFields(inner, metadataAlone);
    }

    private void AddMetadata(Json metadata) => _fields.UnionWith(EncryptionMetadata.FieldsOf(metadata));

    // Only what was decrypted here: what came in the clear is in the record too.
    private void AddValues(UnitOfWork unit)
    {
        if (unit.Has(Slots.SecretFields))
        {
            _values.AddUnder(_fields, unit.Event.ToJson());
            if (unit.Get(Slots.DecryptedEvent) is { } decrypted)
                _values.AddUnder(_fields, decrypted.ToJson());
            foreach (var (slot, value) in unit.Slots)
                _values.AddUnder(_fields, slot.ToJson(value));
        }
        foreach (var inner in unit.Batch)
            AddValues(inner);
    }

    private void Write(Json value, IBufferWriter<byte> output)
    {
        switch (value.Kind)
        {
            case JsonValueKind.Object:
                var open = "{"u8;
                foreach (var (name, member) in value.EnumerateObject())
                {
                    output.Write(open);
                    JsonString.Write(output, name);
                    output.Write(":"u8);
                    if (IsHidden(name) && !member.IsNullOrUndefined)
                        JsonString.Write(output, Redacted);
                    else
                        Write(member, output);
                    open = ","u8;
                }
                output.Write(open[0] == '{' ? "{}"u8 : "}"u8);
                break;
            case JsonValueKind.Array:
                output.Write("["u8);
                var isFirst = true;
                foreach (var element in value.EnumerateArray())
                {
                    if (!isFirst)
                        output.Write(","u8);
                    isFirst = false;
                    Write(element, output);
                }
                output.Write("]"u8);
                break;
            case JsonValueKind.String:
                WriteString(value.Inflated, output);
                break;
            case JsonValueKind.Number when _values.Contains(Encoding.UTF8.GetString(value.Inflated.Raw)):
                JsonString.Write(output, Redacted);
                break;
            default:
                value.WriteTo(output);
                break;
        }
    }

    private void WriteString(Json text, IBufferWriter<byte> output)
    {
        // Compressed, but not known as such, as in an entry that was made to be published.
        if (JsonCompression.TryInflate(text, out var inflated))
        {
            Write(inflated, output);
            return;
        }
        var raw = text.GetString()!;
        if (NestedJson.In(raw) is { } nested)
            JsonString.Write(output, nested.With(Apply(nested.Json)));
        else if (Apply(raw) is var shown && ReferenceEquals(shown, raw))
            text.WriteTo(output);
        else
            JsonString.Write(output, shown);
    }

    private bool IsHidden(string name) => _fields.Contains(name) || name is [':', .. var value] && IsValueOf(value);

    private bool IsValueOf(string value) =>
        _aliases.Contains(value)
        || _fields.Contains(value)
        || value.EndsWith("_delete", StringComparison.Ordinal) && IsValueOf(value[..^"_delete".Length]);
}
