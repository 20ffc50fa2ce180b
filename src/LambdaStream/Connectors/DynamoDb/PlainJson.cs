namespace LambdaStream.Connectors;

/// <summary>Writes DynamoDB's typed JSON as plain JSON in one pass: sets become arrays, bytes become base64.</summary>
/// <remarks>Plain JSON is never longer than typed JSON.</remarks>
internal ref struct PlainJson
{
    private readonly Json _json;
    private readonly ReadOnlySpan<byte> _typed;
    private readonly Span<byte> _plain;
    private int _read;
    private int _written;

    private PlainJson(Json json, Span<byte> plain)
    {
        _json = json;
        _typed = json.Raw;
        _plain = plain;
    }

    /// <summary>Writes a value.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="content">What stands behind the type.</param>
    /// <param name="plain">Room for as many bytes as the content has.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="System.Text.Json.JsonException">A value in it is not of that form.</exception>
    public static int Write(AttributeType type, Json content, Span<byte> plain)
    {
        var text = new PlainJson(content, plain);
        text.WriteContent(type);
        return text._written;
    }

    // {"S":"text"}; what stands behind the first member is no matter.
    private void WriteValue()
    {
        var start = _read;
        if (Current != '{')
            throw NoValue(start);
        Pass();
        if (Current != '"')
            throw NoValue(start);
        var name = _read + 1;
        _read = JsonText.SkipString(_typed, _read);
        var type = AttributeValue.TypeOf(_typed[name..(_read - 1)]);
        if (type is AttributeType.None)
            throw NoValue(start);
        PassWhiteSpace();
        Pass();
        WriteContent(type);
        PassWhiteSpace();
        if (Current == '}')
            _read++;
        else
            _read = JsonText.SkipValue(_typed, start);
    }

    private void WriteContent(AttributeType type)
    {
        switch (type)
        {
            case AttributeType.Map when Current == '{':
                WriteMembers();
                break;
            case AttributeType.List when Current == '[':
                WriteElements(isSet: false);
                break;
            case AttributeType.NumberSet when Current == '[':
                WriteElements(isSet: true);
                break;
            case AttributeType.Number:
                WriteNumber();
                break;
            case AttributeType.Null:
                _read = JsonText.SkipValue(_typed, _read);
                Write("null"u8);
                break;
            default:
                // Strings, booleans, binary and the other sets look the same in both forms.
                var end = JsonText.SkipValue(_typed, _read);
                Write(_typed[_read..end]);
                _read = end;
                break;
        }
    }

    private void WriteMembers()
    {
        Write("{"u8);
        for (Pass(); Current != '}'; PassWhiteSpace())
        {
            PassComma();
            var end = JsonText.SkipString(_typed, _read);
            Write(_typed[_read..end]);
            Write(":"u8);
            _read = end;
            PassWhiteSpace();
            Pass();
            WriteValue();
        }
        Write("}"u8);
        _read++;
    }

    private void WriteElements(bool isSet)
    {
        Write("["u8);
        for (Pass(); Current != ']'; PassWhiteSpace())
        {
            PassComma();
            if (isSet)
                WriteNumber();
            else
                WriteValue();
        }
        Write("]"u8);
        _read++;
    }

    private void WriteNumber()
    {
        var end = JsonText.SkipValue(_typed, _read);
        Write(Current == '"' ? _typed[(_read + 1)..(end - 1)] : _typed[_read..end]);
        _read = end;
    }

    private readonly byte Current => _typed[_read];

    // Over one character, and what white space is behind it.
    private void Pass() => _read = JsonText.SkipWhiteSpace(_typed, _read + 1);

    private void PassWhiteSpace() => _read = JsonText.SkipWhiteSpace(_typed, _read);

    private void PassComma()
    {
        if (Current != ',')
            return;
        Write(","u8);
        Pass();
    }

    private void Write(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_plain[_written..]);
        _written += text.Length;
    }

    private readonly System.Text.Json.JsonException NoValue(int start) =>
        AttributeValue.NoValue(_json.Slice(start, JsonText.SkipValue(_typed, start)));
}
