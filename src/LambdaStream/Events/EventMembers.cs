using System.Buffers;
using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>Goes over the members of an event: those of its text that stand, its images, and those that were set.</summary>
internal struct EventMembers
{
    private readonly (string Name, Json Value)[] _changes;
    private readonly ChangeImages? _images;
    private readonly bool _isTyped;
    private Json.ObjectEnumerator _read;
    private AttributeValue _typed;
    private ReadState _state = ReadState.Text;
    private int _change = -1;

    public EventMembers(EventText text, (string Name, Json Value)[] changes, ChangeImages? images)
    {
        (var source, _isTyped) = text.Source;
        _read = source.EnumerateObject();
        _changes = changes;
        _images = images;
    }

    private enum ReadState
    {
        Text,
        Images,
        Changes,
    }

    public readonly string Name =>
        _state switch
        {
            ReadState.Text => JsonString.Read(_read.RawName),
            ReadState.Images => "raw",
            _ => _changes[_change].Name,
        };

    public readonly Json Value =>
        _state switch
        {
            ReadState.Text => _isTyped ? _typed.ToJson() : _read.RawValue,
            ReadState.Images => _images!.ToJson(),
            _ => _changes[_change].Value,
        };

    public bool MoveNext()
    {
        if (_state is ReadState.Text)
        {
            while (MoveInText())
            {
                if (!IsReplaced())
                    return true;
            }
            _state = ReadState.Images;
            if (_images is not null && !IsChanged("raw"))
                return true;
        }
        _state = ReadState.Changes;
        while (++_change < _changes.Length)
        {
            if (_changes[_change].Value.IsDefined)
                return true;
        }
        return false;
    }

    /// <summary>Writes the member as JSON, with compressed values decompressed.</summary>
    public readonly void WriteTo(IBufferWriter<byte> output)
    {
        if (_state is ReadState.Text)
            output.Write(_read.QuotedName);
        else
            JsonString.Write(output, Name);
        output.Write(":"u8);
        // What stands in another form is written over, without a text of its own.
        if (_state is ReadState.Text && _isTyped)
            _typed.WriteJson(output);
        else
            Value.WriteTo(output);
    }

    private bool MoveInText()
    {
        if (!_isTyped)
            return _read.MoveNext();
        if (!_read.MoveToValue())
            return false;
        _typed = _read.TakeTyped();
        return true;
    }

    private readonly bool IsReplaced()
    {
        foreach (var (name, _) in _changes)
        {
            if (JsonString.Is(_read.RawName, name))
                return true;
        }
        return false;
    }

    private readonly bool IsChanged(string name)
    {
        foreach (var change in _changes)
        {
            if (change.Name == name)
                return true;
        }
        return false;
    }
}
