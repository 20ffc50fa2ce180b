using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
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

    public void Add(ReadOnlySpan<byte> name, long? value)
    {
        if (value is not { } number)
            return;
        var output = Member(name);
        Utf8Formatter.TryFormat(number, output.GetSpan(20), out var length);
        output.Advance(length);
    }

    /// <summary>A number; NaN and the infinities, which JSON does not have, are refused.</summary>
    public void Add(ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number)
            WriteNumber(Member(name), number);
    }

    /// <summary>A time, in seconds since 1970, as the JSON protocols have it.</summary>
    public void Add(ReadOnlySpan<byte> name, DateTimeOffset? value) =>
        Add(name, value is { } time ? time.ToUnixTimeMilliseconds() / 1000d : default(double?));

    public void Add(ReadOnlySpan<byte> name, Json value)
    {
        if (value.IsDefined)
            Member(name).Write(value.ToUtf8().AsSpan());
    }

    public void Add(ReadOnlySpan<byte> name, ReadOnlyMemory<byte>? value)
    {
        if (value is { } bytes)
            Member(name).WriteBase64(bytes.Span);
    }

    public void Add(ReadOnlySpan<byte> name, IReadOnlyList<string>? value)
    {
        if (value is not null)
            Member(name).WriteArray(value, static (text, output) => JsonString.Write(output, text));
    }

    public void Add(ReadOnlySpan<byte> name, IReadOnlyList<double>? value)
    {
        if (value is not null)
            Member(name).WriteArray(value, static (number, output) => WriteNumber(output, number));
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

    private static void WriteNumber(IBufferWriter<byte> output, double number)
    {
        if (!double.IsFinite(number))
            throw new ArgumentException($"{number} is no number that a service takes.");
        Span<byte> text = stackalloc byte[32];
        number.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        output.Write(text[..length]);
    }

    private void Separate()
    {
        if (_hasMembers)
            _output.Write(","u8);
        _hasMembers = true;
    }
}
