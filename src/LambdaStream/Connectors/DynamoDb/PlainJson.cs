using System.Runtime.Intrinsics;

namespace LambdaStream.Connectors;

/// <summary>Writes DynamoDB's typed JSON as plain JSON in one pass: sets become arrays, bytes become base64.</summary>
/// <remarks>
/// Plain JSON is typed JSON of which some is left out: <c>{"S":</c> and <c>}</c> around each value, white space, the quotes of
/// numbers. What stands between two things to leave out is copied at once.
/// </remarks>
internal ref struct PlainJson
{
    private readonly Json _json;
    private readonly ReadOnlySpan<byte> _typed;
    private readonly Span<byte> _plain;
    private int _read;
    private int _kept;
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
    /// <param name="plain">Room for <see cref="LengthOf"/> bytes.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="System.Text.Json.JsonException">A value in it is not of that form.</exception>
    public static int Write(AttributeType type, Json content, Span<byte> plain)
    {
        if (type is AttributeType.Map or AttributeType.List or AttributeType.NumberSet)
        {
            var text = new PlainJson(content, plain);
            text.PassContent(type);
            text.LeaveOut(text._read, text._read);
            return text._written;
        }
        // Where nothing is in it, it is known where it ends.
        var raw = type switch
        {
            AttributeType.Number => content.Raw is [(byte)'"', .. var digits, (byte)'"'] ? digits : content.Raw,
            AttributeType.Null => Null,
            _ => content.Raw,
        };
        raw.CopyTo(plain);
        return raw.Length;
    }

    /// <summary>How long what is written becomes, at most.</summary>
    /// <param name="length">How long the content is.</param>
    public static int LengthOf(int length) => Math.Max(length, Null.Length);

    private static ReadOnlySpan<byte> Null => "null"u8;

    // {"S":"text"}; what stands behind the first member is no matter.
    private void PassValue()
    {
        var start = _read;
        var type = PassType();
        if (type is AttributeType.None)
            throw AttributeValue.NoValue(_json.Slice(start, JsonText.SkipValue(_typed, start)));
        LeaveOut(start, _read);
        PassContent(type);
        var end = _read;
        _read = JsonText.SkipWhiteSpace(_typed, _read);
        _read = Current == '}' ? _read + 1 : JsonText.SkipValue(_typed, start);
        LeaveOut(end, _read);
    }

    // To what stands behind the type; none where there is no type.
    private AttributeType PassType()
    {
        // As DynamoDB writes the most of them: a letter, and no white space.
        if (_typed[_read..] is [(byte)'{', (byte)'"', var letter, (byte)'"', (byte)':', > (byte)' ', ..])
        {
            _read += 5;
            return AttributeValue.TypeOf(letter);
        }
        if (Current != '{')
            return AttributeType.None;
        _read = JsonText.SkipWhiteSpace(_typed, _read + 1);
        if (Current != '"')
            return AttributeType.None;
        var name = _read + 1;
        var end = JsonText.SkipString(_typed, _read);
        _read = JsonText.SkipWhiteSpace(_typed, JsonText.SkipWhiteSpace(_typed, end) + 1);
        return AttributeValue.TypeOf(_typed[name..(end - 1)]);
    }

    private void PassContent(AttributeType type)
    {
        switch (type)
        {
            case AttributeType.Map when Current == '{':
                PassMembers();
                break;
            case AttributeType.List when Current == '[':
                PassElements(isSet: false);
                break;
            case AttributeType.NumberSet when Current == '[':
                PassElements(isSet: true);
                break;
            case AttributeType.Number:
                PassNumber();
                break;
            case AttributeType.Null:
                var start = _read;
                _read = JsonText.SkipValue(_typed, _read);
                LeaveOut(start, _read);
                Null.CopyTo(_plain[_written..]);
                _written += Null.Length;
                break;
            default:
                // Strings, booleans, binary and the other sets look the same in both forms.
                _read = JsonText.SkipValue(_typed, _read);
                break;
        }
    }

    private void PassMembers()
    {
        for (Pass(); Current != '}'; PassWhiteSpace())
        {
            if (Current == ',')
                Pass();
            _read = JsonText.SkipString(_typed, _read);
            PassWhiteSpace();
            Pass();
            PassValue();
        }
        _read++;
    }

    private void PassElements(bool isSet)
    {
        for (Pass(); Current != ']'; PassWhiteSpace())
        {
            if (Current == ',')
                Pass();
            if (isSet)
                PassNumber();
            else
                PassValue();
        }
        _read++;
    }

    private void PassNumber()
    {
        var isQuoted = Current == '"';
        var start = _read;
        _read = JsonText.SkipValue(_typed, _read);
        if (!isQuoted)
            return;
        LeaveOut(start, start + 1);
        LeaveOut(_read - 1, _read);
    }

    private readonly byte Current => _typed[_read];

    // Over one character, and what white space is behind it.
    private void Pass()
    {
        _read++;
        PassWhiteSpace();
    }

    private void PassWhiteSpace()
    {
        if (Current > ' ')
            return;
        var start = _read;
        _read = JsonText.SkipWhiteSpace(_typed, start);
        LeaveOut(start, _read);
    }

    // Writes what was passed up to there and not left out.
    private void LeaveOut(int start, int end)
    {
        var length = start - _kept;
        // Of a short text more than its length is copied, which what follows overwrites.
        if (
            length <= Vector256<byte>.Count
            && _kept <= _typed.Length - Vector256<byte>.Count
            && _written <= _plain.Length - Vector256<byte>.Count
        )
            Vector256.Create(_typed.Slice(_kept, Vector256<byte>.Count)).CopyTo(_plain[_written..]);
        else
            _typed.Slice(_kept, length).CopyTo(_plain[_written..]);
        _written += length;
        _kept = end;
    }
}
