using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LambdaStream;

public readonly partial struct Json
{
    /// <summary>The value at a path of member names and array indexes, such as <c>thing.parts.0.id</c>.</summary>
    public Json At(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var current = this;
        foreach (var range in path.AsSpan().Split('.'))
        {
            var segment = path[range];
            current =
                current.Kind is JsonValueKind.Array
                && int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    ? current[index]
                    : current[segment];
            if (!current.IsDefined)
                break;
        }
        return current;
    }

    /// <summary>The member of that name, which must be there and not JSON null.</summary>
    /// <exception cref="InvalidOperationException">It is missing; the message names it.</exception>
    public Json Require(string name) =>
        this[name] is { IsNullOrUndefined: false } member
            ? member
            : throw new InvalidOperationException($"The JSON object has no '{name}'.");

    /// <summary>The text of a string; null where there is no value or it is JSON null.</summary>
    /// <exception cref="InvalidOperationException">The value is something else.</exception>
    public string? GetString()
    {
        if (IsNullOrUndefined)
            return null;
        var value = Inflated;
        return value.Raw[0] == '"' ? JsonString.Read(value.Raw[1..^1]) : throw value.IsNot("a string");
    }

    /// <summary>The text of a string that comes again and again, as an event's type does: mostly one that was read before.</summary>
    /// <exception cref="InvalidOperationException">The value is something else.</exception>
    internal string? GetName() =>
        _buffer?.KnownShapes is { } shapes && Raw is [(byte)'"', .. var content, (byte)'"'] && !Inflate(out _)
            ? shapes.NameOf(content).Text
            : GetString();

    /// <summary>The number, if it is an integer of 64 bits.</summary>
    /// <exception cref="InvalidOperationException">The value is no number or does not fit.</exception>
    public long GetInt64() => TryGetInt64(out var number) ? number : throw IsNot("a 64-bit integer");

    /// <summary>Gives the number, if it is an integer of 64 bits; <c>1e3</c> and <c>1.0</c> count as integers.</summary>
    public bool TryGetInt64(out long number)
    {
        var raw = Inflated.Raw;
        if (Utf8Parser.TryParse(raw, out number, out var consumed) && consumed == raw.Length)
            return true;
        if (
            Kind is JsonValueKind.Number
            && decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && decimal.IsInteger(exact)
            && exact is >= long.MinValue and <= long.MaxValue
        )
        {
            number = (long)exact;
            return true;
        }
        return false;
    }

    /// <summary>The number, rounded to a double.</summary>
    /// <exception cref="InvalidOperationException">The value is no number.</exception>
    public double GetDouble() =>
        Kind is JsonValueKind.Number
        && double.TryParse(Inflated.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw IsNot("a number");

    /// <summary>The number as a decimal.</summary>
    /// <exception cref="InvalidOperationException">The value is no number or does not fit.</exception>
    public decimal GetDecimal() =>
        Kind is JsonValueKind.Number
        && decimal.TryParse(Inflated.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw IsNot("a decimal number");

    /// <summary>True or false.</summary>
    /// <exception cref="InvalidOperationException">The value is neither.</exception>
    public bool GetBoolean() =>
        Kind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw IsNot("true or false"),
        };

    /// <summary>Reads the value into a type by its source-generated JSON form; null where there is no value.</summary>
    /// <exception cref="JsonException">The value does not fit the type.</exception>
    public T? As<T>(JsonTypeInfo<T> type) =>
        IsDefined ? JsonSerializer.Deserialize(MustInflate() ? ToUtf8() : Raw, type) : default;

    /// <summary>Whether the value is the string <paramref name="text"/>.</summary>
    public bool IsString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Kind is JsonValueKind.String && JsonString.Is(Inflated.Raw[1..^1], text);
    }
}
