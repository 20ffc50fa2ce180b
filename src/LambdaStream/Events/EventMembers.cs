using System.Buffers;

namespace LambdaStream;

/// <summary>Goes over the members of an event: those of its text that stand, its images, and those that were set.</summary>
internal struct EventMembers(Json text, (string Name, Json Value)[] changes, ChangeImages? images)
{
    private readonly Json _text = text;
    private Json.ObjectEnumerator _read = text.EnumerateObject();
    private ReadState _state = ReadState.Text;
    private int _change = -1;

    private enum ReadState
    {
        Text,
        Images,
        Changes,
    }

    public readonly (string Name, Json Value) Current =>
        _state switch
        {
            ReadState.Text => (JsonString.Read(_read.RawName), _read.RawValue),
            ReadState.Images => ("raw", images!.ToJson()),
            _ => changes[_change],
        };

    public bool MoveNext()
    {
        if (_state is ReadState.Text)
        {
            while (_read.MoveNext())
            {
                if (!IsReplaced())
                    return true;
            }
            _state = ReadState.Images;
            if (images is not null && !IsChanged("raw"))
                return true;
        }
        _state = ReadState.Changes;
        while (++_change < changes.Length)
        {
            if (changes[_change].Value.IsDefined)
                return true;
        }
        return false;
    }

    public readonly void WriteNameTo(IBufferWriter<byte> output)
    {
        if (_state is ReadState.Text)
        {
            output.Write("\""u8);
            output.Write(_read.RawName);
            output.Write("\""u8);
        }
        else
        {
            JsonString.Write(output, Current.Name);
        }
    }

    private readonly bool IsReplaced() => changes.Length > 0 && IsChanged(JsonString.Read(_read.RawName));

    private readonly bool IsChanged(string name)
    {
        foreach (var change in changes)
        {
            if (change.Name == name)
                return true;
        }
        return false;
    }
}
