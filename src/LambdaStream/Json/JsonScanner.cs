using System.Text;
using System.Text.Json;

namespace LambdaStream;

/// <summary>Goes forward over JSON text that nobody has looked at yet, and validates all that it passes.</summary>
/// <remarks>
/// <c>Enter</c> an object or array, then ask for the next member or element until there is none, and each time pass its value:
/// by <c>Skip</c>, <c>Take</c> or <c>Enter</c>. That the text is UTF-8 has to be seen to before.
/// </remarks>
/// <exception cref="JsonException">By every method: the text is no JSON at this place, or deeper than 1,000 levels.</exception>
internal ref struct JsonScanner
{
    private readonly Json _json;
    private readonly ReadOnlySpan<byte> _text;
    private StringEnds _ends;
    private int _position;
    private int _depth;
    private bool _isFirst;
    private int _nameStart;
    private int _nameLength;
    private bool _isNameEscaped;
    private ReadOnlySpan<byte> _rest;

    public JsonScanner(Json json)
    {
        _json = json;
        _text = json.Raw;
        _position = JsonText.SkipWhiteSpace(_text, 0);
    }

    /// <summary>The whole text.</summary>
    public readonly Json Json => _json;

    /// <summary>How many objects and arrays have been entered and not left.</summary>
    public readonly int Depth => _depth;

    /// <summary>Where it is: at the value to pass, or behind the one that was passed.</summary>
    public readonly int Position => _position;

    /// <summary>The first byte of the value to pass.</summary>
    public readonly byte First => JsonSyntax.At(_text, _position);

    /// <summary>Where the name of the member stands, without its quotes.</summary>
    public readonly int NameStart => _nameStart;

    /// <summary>The name of the member as JSON.</summary>
    public readonly Json QuotedName => _json.Slice(_nameStart - 1, _nameStart + _nameLength + 1);

    /// <summary>The name of the member as it stands in the text.</summary>
    public readonly ReadOnlySpan<byte> RawName => _text.Slice(_nameStart, _nameLength);

    /// <summary>Whether there are escapes in the member's name.</summary>
    public readonly bool IsNameEscaped => _isNameEscaped;

    /// <summary>Whether the member has this name.</summary>
    public readonly bool NameIs(ReadOnlySpan<byte> name) =>
        RawName.SequenceEqual(name) || _isNameEscaped && JsonString.Read(RawName) == Encoding.UTF8.GetString(name);

    /// <summary>Goes into the object or array that is to be passed.</summary>
    public void Enter()
    {
        if (++_depth > Json.MaxDepth)
            throw JsonSyntax.Broken(_text);
        _position++;
        _isFirst = true;
    }

    /// <summary>Goes to the value of the object's next member; where there is none, behind the object.</summary>
    public bool NextMember()
    {
        if (!Next((byte)'}'))
            return false;
        if (First != '"')
            throw JsonSyntax.Broken(_text);
        _nameStart = _position + 1;
        var end = JsonSyntax.SkipString(_text, _nameStart, ref _ends, out _isNameEscaped);
        _nameLength = end - 1 - _nameStart;
        _position = JsonSyntax.SkipColon(_text, end);
        return true;
    }

    /// <summary>Goes to the array's next element; where there is none, behind the array.</summary>
    public bool NextElement() => Next((byte)']');

    /// <summary>Goes behind the members that somebody else has passed and validated.</summary>
    /// <param name="position">Behind the last of them, or where it is already.</param>
    public void GoOn(int position)
    {
        _isFirst &= position == _position;
        _position = position;
    }

    /// <summary>Passes a value.</summary>
    public void Skip()
    {
        _position = JsonSyntax.SkipValue(_text, _position, _depth, ref _ends);
        _isFirst = false;
    }

    /// <summary>Passes a value, and gives it.</summary>
    public Json Take()
    {
        var start = _position;
        Skip();
        return From(start);
    }

    /// <summary>Notes the members of the object that was passed, from behind a value of it on, as those that nobody asks for.</summary>
    public void NoteRest(int start) => _rest = _text[start.._position];

    /// <summary>Behind a value: goes behind its object, if what is left of it is to the letter what was noted of one beside it.</summary>
    public bool PassNotedRest()
    {
        if (_rest.IsEmpty || !_text[_position..].StartsWith(_rest))
            return false;
        _position += _rest.Length;
        _depth--;
        return true;
    }

    /// <summary>The text from a position up to here.</summary>
    public readonly Json From(int start) => _json.Slice(start, _position);

    /// <summary>Sees to it that nothing but white space follows.</summary>
    public readonly void End()
    {
        if (JsonText.SkipWhiteSpace(_text, _position) < _text.Length)
            throw JsonSyntax.Broken(_text);
    }

    private bool Next(byte close)
    {
        _position = JsonText.SkipWhiteSpace(_text, _position);
        if (First == close)
        {
            _position++;
            _depth--;
            _isFirst = false;
            return false;
        }
        if (_isFirst)
        {
            _isFirst = false;
            return true;
        }
        if (First != ',')
            throw JsonSyntax.Broken(_text);
        _position = JsonText.SkipWhiteSpace(_text, _position + 1);
        return true;
    }
}
