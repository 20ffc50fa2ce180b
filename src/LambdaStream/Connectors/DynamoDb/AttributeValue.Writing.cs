using System.Buffers;
using System.Text;

namespace LambdaStream.Connectors;

public readonly partial struct AttributeValue
{
    /// <summary>The value in DynamoDB's typed JSON, such as <c>{"N":"1"}</c>.</summary>
    public Json ToTypedJson()
    {
        var output = new ArrayBufferWriter<byte>(64);
        WriteTypedJson(output);
        return Json.Written(output);
    }

    /// <summary>The value in plain JSON: sets become arrays, bytes become base64.</summary>
    public Json ToJson()
    {
        if (!IsDefined)
            return default;
        if (_form is Form.PlainJson)
            return Content;
        // A string looks the same in both forms, and a number lacks its quotes.
        if (_form is Form.TypedJson && _type is AttributeType.Text && !((JsonBuffer)_content!).MayBeCompressed)
            return Content;
        if (_form is Form.TypedJson && _type is AttributeType.Number)
            return PlainNumber();
        if (_form is Form.TypedJson)
        {
            var plain = new byte[PlainJson.LengthOf(_length)];
            return new(plain, 0, PlainJson.Write(_type, Content, plain));
        }
        var output = new ArrayBufferWriter<byte>(64);
        WriteJson(output);
        return Json.Written(output);
    }

    /// <summary>Writes the value in DynamoDB's typed JSON.</summary>
    /// <exception cref="InvalidOperationException">There is no value.</exception>
    public void WriteTypedJson(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(Opening);
        if (_form is Form.TypedJson)
            output.Write(Content.Raw);
        else
            WriteTypedContent(output);
        output.Write("}"u8);
    }

    /// <summary>Writes the value in plain JSON: sets become arrays, bytes become base64.</summary>
    /// <exception cref="InvalidOperationException">There is no value.</exception>
    public void WriteJson(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (_form is Form.PlainJson)
        {
            Content.WriteTo(output);
            return;
        }
        if (_form is Form.TypedJson)
        {
            output.Advance(PlainJson.Write(_type, Content, output.GetSpan(PlainJson.LengthOf(_length))));
            return;
        }
        switch (_type)
        {
            case AttributeType.None:
                throw IsNot("a value");
            case AttributeType.Null:
                output.Write("null"u8);
                break;
            case AttributeType.Number:
                Encoding.UTF8.GetBytes(GetNumber(), output);
                break;
            case AttributeType.NumberSet:
                WriteArray(output, GetSet(), static (output, digits) => Encoding.UTF8.GetBytes(digits, output));
                break;
            case AttributeType.List:
                WriteArray(output, GetList(), static (output, element) => element.WriteJson(output));
                break;
            case AttributeType.Map:
                GetMap().WriteJson(output);
                break;
            default:
                // Strings, booleans, binary and the other sets look the same in both forms.
                WriteTypedContent(output);
                break;
        }
    }

    /// <summary>By how much typed JSON is longer than plain JSON, at most.</summary>
    internal const int TypeExtent = 10;

    /// <summary>About how long the plain JSON is.</summary>
    internal int Extent => _form is Form.Value ? 32 : _length;

    private ReadOnlySpan<byte> Opening =>
        _type switch
        {
            AttributeType.Text => "{\"S\":"u8,
            AttributeType.Number => "{\"N\":"u8,
            AttributeType.Boolean => "{\"BOOL\":"u8,
            AttributeType.Null => "{\"NULL\":"u8,
            AttributeType.List => "{\"L\":"u8,
            AttributeType.Map => "{\"M\":"u8,
            AttributeType.Binary => "{\"B\":"u8,
            AttributeType.TextSet => "{\"SS\":"u8,
            AttributeType.NumberSet => "{\"NS\":"u8,
            AttributeType.BinarySet => "{\"BS\":"u8,
            _ => throw IsNot("a value"),
        };

    private void WriteTypedContent(IBufferWriter<byte> output)
    {
        switch (_type)
        {
            case AttributeType.Text when _form is Form.PlainJson:
                output.Write(Content.Raw);
                break;
            case AttributeType.Text:
                JsonString.Write(output, (string)_content!);
                break;
            case AttributeType.Number when _form is Form.PlainJson:
                output.Write("\""u8);
                output.Write(Content.Raw);
                output.Write("\""u8);
                break;
            case AttributeType.Number:
                JsonString.Write(output, (string)_content!);
                break;
            case AttributeType.Boolean:
                output.Write(GetBoolean() ? "true"u8 : "false"u8);
                break;
            case AttributeType.Null:
                output.Write("true"u8);
                break;
            case AttributeType.List when _form is Form.PlainJson:
                WriteList(output, Content, static (output, element) => From(element).WriteTypedJson(output));
                break;
            case AttributeType.List:
                WriteArray(output, GetList(), static (output, element) => element.WriteTypedJson(output));
                break;
            case AttributeType.Map when _form is Form.PlainJson:
                WriteMap(output, Content, static (output, member) => From(member).WriteTypedJson(output));
                break;
            case AttributeType.Map:
                GetMap().WriteTypedJson(output);
                break;
            case AttributeType.Binary:
                WriteBase64(output, (byte[])_content!);
                break;
            case AttributeType.BinarySet:
                WriteArray(output, GetBinarySet(), WriteBase64);
                break;
            default:
                WriteArray(output, GetSet(), static (output, text) => JsonString.Write(output, text));
                break;
        }
    }

    private static void WriteList(IBufferWriter<byte> output, Json list, Action<IBufferWriter<byte>, Json> write)
    {
        var open = "["u8;
        foreach (var element in list.EnumerateArray())
        {
            output.Write(open);
            write(output, element);
            open = ","u8;
        }
        output.Write(open[0] == '[' ? "[]"u8 : "]"u8);
    }

    private static void WriteMap(IBufferWriter<byte> output, Json map, Action<IBufferWriter<byte>, Json> write)
    {
        var open = "{\""u8;
        var members = map.EnumerateObject();
        while (members.MoveNext())
        {
            output.Write(open);
            output.Write(members.RawName);
            output.Write("\":"u8);
            write(output, members.RawValue);
            open = ",\""u8;
        }
        output.Write(open[0] == '{' ? "{}"u8 : "}"u8);
    }

    private static void WriteArray<T>(
        IBufferWriter<byte> output,
        IReadOnlyList<T> elements,
        Action<IBufferWriter<byte>, T> write
    )
    {
        output.Write("["u8);
        for (var i = 0; i < elements.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            write(output, elements[i]);
        }
        output.Write("]"u8);
    }

    private static void WriteBase64(IBufferWriter<byte> output, byte[] bytes) =>
        JsonString.Write(output, Convert.ToBase64String(bytes));
}
