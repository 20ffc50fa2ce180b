using System.Buffers;
using System.Text.Json;

namespace LambdaStream.Faults;

/// <summary>Hides the fields that an event's encryption metadata names, wherever they stand in a unit of work.</summary>
/// <remarks>
/// Beyond the Node library it also hides them as the values of a DynamoDB expression (<c>:name</c>) and in JSON text that
/// stands in a string.
/// </remarks>
internal sealed class Redaction
{
    private const string Redacted = "[REDACTED]";

    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);

    public static Redaction Of(UnitOfWork unit)
    {
        var redaction = new Redaction();
        redaction.AddFields(unit);
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

    private void AddFields(UnitOfWork unit)
    {
        foreach (var field in unit.Event["eem"]["fields"].EnumerateArray())
        {
            if (field.Kind is JsonValueKind.String)
                _fields.Add(field.GetString()!);
        }
        foreach (var inner in unit.Batch)
            AddFields(inner);
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
                    JsonText.WriteString(output, name);
                    output.Write(":"u8);
                    if (IsHidden(name) && !member.IsNullOrUndefined)
                        JsonText.WriteString(output, Redacted);
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
            case JsonValueKind.String when TryParse(value) is { } nested:
                JsonText.WriteString(output, Apply(nested).ToString());
                break;
            default:
                value.WriteTo(output);
                break;
        }
    }

    private bool IsHidden(string name) => _fields.Contains(name) || name is [':', .. var value] && IsValueOf(value);

    private bool IsValueOf(string value) =>
        _fields.Contains(value)
        || value.EndsWith("_delete", StringComparison.Ordinal) && _fields.Contains(value[..^"_delete".Length]);

    private static Json? TryParse(Json text)
    {
        var raw = text.Raw;
        if (raw.Length < 4 || raw[1] is not ((byte)'{' or (byte)'['))
            return null;
        try
        {
            return Json.Parse(text.GetString()!);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
