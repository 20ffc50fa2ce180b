using System.Buffers;

namespace LambdaStream.Connectors;

public sealed partial class Item
{
    /// <summary>The item in DynamoDB's typed JSON.</summary>
    public Json ToTypedJson()
    {
        var output = new ArrayBufferWriter<byte>(Extent + Count * AttributeValue.TypeExtent);
        WriteTypedJson(output);
        return Json.Written(output);
    }

    /// <summary>The item in plain JSON: sets become arrays, bytes become base64.</summary>
    public Json ToJson()
    {
        var output = new ArrayBufferWriter<byte>(Extent);
        WriteJson(output);
        return Json.Written(output);
    }

    /// <summary>Writes the item in DynamoDB's typed JSON.</summary>
    public void WriteTypedJson(IBufferWriter<byte> output) =>
        Write(output, static (output, value) => value.WriteTypedJson(output));

    /// <summary>Writes the item in plain JSON: sets become arrays, bytes become base64.</summary>
    public void WriteJson(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (_shape is null)
            Write(output, static (output, value) => value.WriteJson(output));
        else
            output.Advance(WritePlain(_shape, output.GetSpan(Extent)));
    }

    // How long the plain text becomes: at most, of an item that was read; about, of one that was built.
    private int Extent
    {
        get
        {
            var extent = "{}"u8.Length;
            if (_shape is not null)
            {
                extent += _shape.OpeningsLength;
                foreach (var piece in _pieces)
                    extent += PlainJson.LengthOf(piece.End - piece.Start);
                return extent;
            }
            foreach (var name in Names)
                extent += name.Length + 4;
            foreach (var value in _values)
                extent += value.Extent;
            return extent;
        }
    }

    private void Write(IBufferWriter<byte> output, Action<IBufferWriter<byte>, AttributeValue> write)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write("{"u8);
        for (var i = 0; i < Count; i++)
        {
            WriteOpening(output, i);
            write(output, ValueAt(i));
        }
        output.Write("}"u8);
    }

    private int WritePlain(ItemShape shape, Span<byte> plain)
    {
        var openings = shape.Openings;
        plain[0] = (byte)'{';
        var written = 1;
        for (var i = 0; i < _pieces.Length; i++)
        {
            // The first has no comma before it.
            var opening = openings[i].AsSpan(i == 0 ? 1 : 0);
            opening.CopyTo(plain[written..]);
            written += opening.Length;
            var piece = _pieces[i];
            written += PlainJson.Write(piece.Type, _text.Slice(piece.Start, piece.End), plain[written..]);
        }
        plain[written] = (byte)'}';
        return written + 1;
    }

    private void WriteOpening(IBufferWriter<byte> output, int index)
    {
        if (_shape is not null)
        {
            output.Write(_shape.Openings[index].AsSpan(index == 0 ? 1 : 0));
            return;
        }
        if (index > 0)
            output.Write(","u8);
        JsonString.Write(output, Names[index]);
        output.Write(":"u8);
    }
}
