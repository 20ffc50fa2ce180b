using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LambdaStream.Compression;
using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>An immutable JSON value: a piece of UTF-8 text that is read when someone asks.</summary>
/// <remarks>
/// The default value is <em>undefined</em>: what a look-up that finds nothing gives. It differs from JSON null. Numbers
/// keep every digit, since they stay text. Where an object repeats a name, its last member counts.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly partial struct Json
{
    /// <summary>Deeper text than this is refused: 1,000 levels of objects and arrays.</summary>
    public const int MaxDepth = 1_000;

    private readonly JsonBuffer? _buffer;
    private readonly int _start;
    private readonly int _length;

    internal Json(byte[] bytes, int start, int length, bool mayBeCompressed = false)
        : this(new JsonBuffer(bytes, mayBeCompressed), start, length) { }

    internal Json(JsonBuffer buffer, int start, int length)
    {
        _buffer = buffer;
        _start = start;
        _length = length;
    }

    /// <summary>JSON null.</summary>
    public static Json Null { get; } = Text("null"u8);

    /// <summary>JSON true.</summary>
    public static Json True { get; } = Text("true"u8);

    /// <summary>JSON false.</summary>
    public static Json False { get; } = Text("false"u8);

    /// <summary>An object without members.</summary>
    public static Json EmptyObject { get; } = Text("{}"u8);

    /// <summary>The kind of the value; <see cref="JsonValueKind.Undefined"/> where there is none.</summary>
    public JsonValueKind Kind =>
        _length == 0
            ? JsonValueKind.Undefined
            : _buffer!.Bytes[_start] switch
            {
                (byte)'{' => JsonValueKind.Object,
                (byte)'[' => JsonValueKind.Array,
                (byte)'"' => Inflate(out var inflated) ? inflated.Kind : JsonValueKind.String,
                (byte)'t' => JsonValueKind.True,
                (byte)'f' => JsonValueKind.False,
                (byte)'n' => JsonValueKind.Null,
                _ => JsonValueKind.Number,
            };

    /// <summary>Whether there is a value at all, be it JSON null.</summary>
    public bool IsDefined => _length != 0;

    /// <summary>Whether there is no value or it is JSON null.</summary>
    public bool IsNullOrUndefined => _length == 0 || _buffer!.Bytes[_start] == 'n';

    /// <summary>The member of that name; undefined where it is missing or this is no object.</summary>
    public Json this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            Json found = default;
            var members = EnumerateObject();
            while (members.MoveNext())
            {
                if (!JsonString.Is(members.RawName, name))
                    continue;
                found = members.RawValue;
                if (!members.MayRepeat)
                    break;
            }
            return found.Inflated;
        }
    }

    /// <summary>The members of these names, found in one pass; undefined where they are missing.</summary>
    internal Json[] Pick(params ReadOnlySpan<string> names)
    {
        var found = new Json[names.Length];
        var members = EnumerateObject();
        while (members.MoveNext())
        {
            for (var i = 0; i < names.Length; i++)
            {
                if (JsonString.Is(members.RawName, names[i]))
                    found[i] = members.RawValue.Inflated;
            }
        }
        return found;
    }

    /// <summary>The element at that place, counted from 0; undefined where it is missing or this is no array.</summary>
    public Json this[int index]
    {
        get
        {
            foreach (var element in EnumerateArray())
            {
                if (index-- == 0)
                    return element;
            }
            return default;
        }
    }

    /// <summary>The number of an array's elements, 0 for everything else.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var _ in EnumerateArray())
                count++;
            return count;
        }
    }

    internal ReadOnlySpan<byte> Raw => _buffer is null ? default : _buffer.Bytes.AsSpan(_start, _length);

    internal (JsonBuffer? Buffer, int Start, int Length) Piece => (_buffer, _start, _length);

    /// <summary>What the processor that has read the value knows of items and updates; null elsewhere.</summary>
    internal Shapes? Shapes => _buffer?.Shapes;

    /// <summary>The shapes of the items in this text; null where there is none.</summary>
    internal Shapes? ItemShapes => _buffer?.ItemShapes;

    /// <summary>The value with what somebody else knows of items, unless the processor that has read it does already.</summary>
    internal Json ReadWith(Shapes shapes) =>
        _buffer is null or { Shapes: not null }
            ? this
            : new(new JsonBuffer(_buffer.Bytes, _buffer.MayBeCompressed, shapes), _start, _length);

    /// <summary>The value itself, or what a <c>COMPRESSED</c> string stands for.</summary>
    internal Json Inflated => Inflate(out var inflated) ? inflated : this;

    /// <summary>The value where white space may stand around it, as in text that came from elsewhere.</summary>
    internal Json Trimmed
    {
        get
        {
            var start = JsonText.SkipWhiteSpace(Raw, 0);
            var end = Raw.TrimEnd(" \t\r\n"u8).Length;
            return start < end ? Slice(start, end) : default;
        }
    }

    /// <summary>The value, in which <c>COMPRESSED</c> strings are read as what they stand for.</summary>
    internal Json Compressed =>
        _length == 0 ? default : new(new JsonBuffer(_buffer!.Bytes, mayBeCompressed: true, Shapes), _start, _length);

    internal Json Slice(int start, int end) => new(_buffer!, _start + start, end - start);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Inflate(out Json inflated)
    {
        if (
            _length > JsonCompression.Prefix.Length
            && _buffer is { MayBeCompressed: true } buffer
            && buffer.Bytes[_start] == '"'
            && buffer.Bytes[_start + 1] == JsonCompression.Prefix[0]
        )
            return JsonCompression.TryInflate(this, out inflated);
        inflated = default;
        return false;
    }

    private bool MustInflate() => _buffer is { MayBeCompressed: true } && Raw.IndexOf("\"COMPRESSED"u8) >= 0;

    private InvalidOperationException IsNot(string wanted) =>
        new($"The JSON value is {(IsDefined ? $"a {Kind}" : "missing")}, not {wanted}.");
}
