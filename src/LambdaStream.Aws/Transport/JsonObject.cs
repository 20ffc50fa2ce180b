using System.Buffers;
using System.Buffers.Text;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Transport;

/// <summary>Writes one JSON object member by member. Members without a value are left out.</summary>
internal ref struct JsonObject
{
    private readonly IBufferWriter<byte> _output;
    private bool _hasMembers;

    public JsonObject(IBufferWriter<byte> output)
    {
        _output = output;
        output.Write("{"u8);
    }

    /// <summary>Begins a member, whose value is to be written next.</summary>
    public IBufferWriter<byte> Member(ReadOnlySpan<byte> name)
    {
        Separate();
        _output.Write("\""u8);
        _output.Write(name);
        _output.Write("\":"u8);
        return _output;
    }

    public IBufferWriter<byte> Member(string name)
    {
        Separate();
        JsonString.Write(_output, name);
        _output.Write(":"u8);
        return _output;
    }

    public void Add(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            JsonString.Write(Member(name), value);
    }

    public void Add(ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } known)
            Member(name).Write(known ? "true"u8 : "false"u8);
    }

    public void Add(ReadOnlySpan<byte> name, int? value)
    {
        if (value is not { } number)
            return;
        var output = Member(name);
        Utf8Formatter.TryFormat(number, output.GetSpan(11), out var length);
        output.Advance(length);
    }

    public void Add(ReadOnlySpan<byte> name, Item? value) => value?.WriteTypedJson(Member(name));

    public void Add(ReadOnlySpan<byte> name, IReadOnlyDictionary<string, string>? value)
    {
        if (value is null)
            return;
        var members = new JsonObject(Member(name));
        foreach (var (key, text) in value)
            JsonString.Write(members.Member(key), text);
        members.End();
    }

    public readonly void End() => _output.Write("}"u8);

    private void Separate()
    {
        if (_hasMembers)
            _output.Write(","u8);
        _hasMembers = true;
    }
}
