namespace LambdaStream.Sources;

/// <summary>Reads a protobuf message field by field, without copying.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private int _position;

    /// <summary>The number of the field.</summary>
    public int Field { get; private set; }

    /// <summary>Its value, where it is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>Where its bytes start, where it has a length.</summary>
    public int Start { get; private set; }

    /// <summary>How many there are; -1 where it is a number.</summary>
    public int Length { get; private set; }

    /// <summary>Its bytes.</summary>
    public readonly ReadOnlySpan<byte> Bytes => Length < 0 ? [] : _message.Slice(Start, Length);

    /// <summary>Goes to the next field.</summary>
    /// <exception cref="InvalidDataException">There is none, but something else.</exception>
    public bool Read()
    {
        if (_position == _message.Length)
            return false;
        var tag = Varint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        if (Field == 0)
            throw new InvalidDataException("The protobuf message has a field without a number.");
        (Number, Length) = (0, -1);
        switch (tag & 7)
        {
            case 0:
                Number = Varint();
                break;
            case 1:
                Skip(8);
                break;
            case 2:
                var length = Varint();
                Start = _position;
                Skip(length);
                Length = (int)length;
                break;
            case 5:
                Skip(4);
                break;
            default:
                throw new InvalidDataException($"The protobuf message has a field of the unknown kind {tag & 7}.");
        }
        return true;
    }

    private void Skip(ulong length)
    {
        if (length > (ulong)(_message.Length - _position))
            throw new InvalidDataException("The protobuf message ends within a field.");
        _position += (int)length;
    }

    private ulong Varint()
    {
        var value = 0ul;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_position == _message.Length)
                throw new InvalidDataException("The protobuf message ends within a number.");
            var part = _message[_position++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
        throw new InvalidDataException("The protobuf message has a number of more than 64 bits.");
    }
}
