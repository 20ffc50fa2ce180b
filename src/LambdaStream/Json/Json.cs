using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LambdaStream.Compression;

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

    private readonly byte[]? _buffer;
    private readonly int _start;
    private readonly int _length;
    private readonly bool _mayBeCompressed;

    internal Json(byte[] buffer, int start, int length, bool mayBeCompressed = false)
    {
        _buffer = buffer;
        _start = start;
        _length = length;
        _mayBeCompressed = mayBeCompressed;
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
            : _buffer![_start] switch
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
    public bool IsNullOrUndefined => _length == 0 || _buffer![_start] == 'n';

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
                if (!JsonText.StringEquals(members.RawName, name))
                    continue;
                found = members.RawValue;
                if (!members.MayRepeat)
                    break;
            }
            return found.Inflated;
        }
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

    internal ReadOnlySpan<byte> Raw => _buffer.AsSpan(_start, _length);

    internal (byte[]? Buffer, int Start, int Length, bool MayBeCompressed) Piece =>
        (_buffer, _start, _length, _mayBeCompressed);

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
    internal Json Compressed => new(_buffer!, _start, _length, mayBeCompressed: true);

    internal Json Slice(int start, int end) => new(_buffer!, _start + start, end - start, _mayBeCompressed);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Inflate(out Json inflated)
    {
        if (_mayBeCompressed && _length > JsonCompression.Prefix.Length && _buffer![_start] == '"')
            return JsonCompression.TryInflate(this, out inflated);
        inflated = default;
        return false;
    }

    private bool MustInflate() => _mayBeCompressed && Raw.IndexOf("\"COMPRESSED"u8) >= 0;

    private InvalidOperationException IsNot(string wanted) =>
        new($"The JSON value is {(IsDefined ? $"a {Kind}" : "missing")}, not {wanted}.");
}
