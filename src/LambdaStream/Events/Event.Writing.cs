using System.Buffers;

namespace LambdaStream;

public sealed partial class Event
{
    /// <summary>The whole event as JSON.</summary>
    public Json ToJson()
    {
        if (_changes.Length == 0 && _images is null)
            return _text.Json is { IsDefined: true } text ? text : Json.EmptyObject;
        var length = _text.Source.Object.Raw.Length + 16;
        if (_images is not null && !TryGetChange("raw", out _))
            length += _images.ToJson().Raw.Length + 8;
        foreach (var (name, value) in _changes)
            length += name.Length + value.Raw.Length + 4;
        var output = new ArrayBufferWriter<byte>(length);
        WriteTo(output);
        return Json.Written(output);
    }

    /// <summary>Writes the event as JSON, with compressed values decompressed.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (_changes.Length == 0 && _images is null && _text.Json is { IsDefined: true } text)
        {
            text.WriteTo(output);
            return;
        }
        var open = "{"u8;
        var members = Members();
        while (members.MoveNext())
        {
            output.Write(open);
            members.WriteTo(output);
            open = ","u8;
        }
        output.Write(open[0] == '{' ? "{}"u8 : "}"u8);
    }

    /// <summary>The event as JSON text.</summary>
    public override string ToString() => ToJson().ToString();
}
