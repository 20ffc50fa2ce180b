using System.Buffers;
using LambdaStream.Connectors;

namespace LambdaStream.Encryption;

/// <summary>Puts other values in the place of members by their names, wherever they stand. JSON null stays null.</summary>
internal static class EncryptedMembers
{
    /// <summary>An object with other values in the place of members of these names.</summary>
    /// <param name="data">The object.</param>
    /// <param name="names">The names.</param>
    /// <param name="replace">Gives the value in the place of a member's.</param>
    /// <param name="metadataName">The name of the metadata at the top, which goes.</param>
    /// <param name="metadata">The metadata that comes in its place, if any.</param>
    public static Json Replace(
        Json data,
        IReadOnlySet<string> names,
        Func<string, Json, Json> replace,
        string metadataName,
        Json metadata = default
    )
    {
        var members = new List<(string, Json)>();
        foreach (var (name, value) in data.EnumerateObject())
        {
            if (name != metadataName)
                members.Add((name, Replaced(name, value, names, replace)));
        }
        members.Add((metadataName, metadata));
        return Json.ObjectOf([.. members]);
    }

    /// <inheritdoc cref="Replace(Json, IReadOnlySet{string}, Func{string, Json, Json}, string, Json)"/>
    public static Item Replace(
        Item data,
        IReadOnlySet<string> names,
        Func<string, Json, Json> replace,
        string metadataName,
        Json metadata = default
    )
    {
        var members = new List<(string, AttributeValue)>(data.Count + 1);
        foreach (var (name, value) in data)
        {
            if (name != metadataName)
                members.Add((name, Replaced(name, value, names, replace)));
        }
        members.Add((metadataName, metadata));
        return Item.Of([.. members]);
    }

    private static Json Replaced(string name, Json value, IReadOnlySet<string> names, Func<string, Json, Json> replace)
    {
        if (value.IsNullOrUndefined)
            return value;
        if (names.Contains(name))
            return replace(name, value);
        var raw = value.Raw;
        if (raw[0] is not ((byte)'{' or (byte)'['))
            return value;
        var output = new ArrayBufferWriter<byte>(raw.Length * 2);
        Write(value, names, replace, output);
        return Json.Written(output);
    }

    private static void Write(
        Json value,
        IReadOnlySet<string> names,
        Func<string, Json, Json> replace,
        IBufferWriter<byte> output
    )
    {
        switch (value.Raw[0])
        {
            case (byte)'{':
                var open = "{"u8;
                foreach (var (name, member) in value.EnumerateObject())
                {
                    output.Write(open);
                    JsonString.Write(output, name);
                    output.Write(":"u8);
                    if (names.Contains(name) && !member.IsNullOrUndefined)
                        replace(name, member).WriteTo(output);
                    else
                        Write(member, names, replace, output);
                    open = ","u8;
                }
                output.Write(open[0] == '{' ? "{}"u8 : "}"u8);
                break;
            case (byte)'[':
                var next = "["u8;
                foreach (var element in value.EnumerateArray())
                {
                    output.Write(next);
                    Write(element, names, replace, output);
                    next = ","u8;
                }
                output.Write(next[0] == '[' ? "[]"u8 : "]"u8);
                break;
            default:
                value.WriteTo(output);
                break;
        }
    }

    private static AttributeValue Replaced(
        string name,
        AttributeValue value,
        IReadOnlySet<string> names,
        Func<string, Json, Json> replace
    ) =>
        value.Type is AttributeType.Null ? value
        : names.Contains(name) ? AttributeValue.From(replace(name, value.ToJson()))
        : Inside(value, names, replace);

    private static AttributeValue Inside(
        AttributeValue value,
        IReadOnlySet<string> names,
        Func<string, Json, Json> replace
    ) =>
        value.Type switch
        {
            AttributeType.Map => Item.Of([
                .. value.GetMap().Select(member => (member.Key, Replaced(member.Key, member.Value, names, replace))),
            ]),
            AttributeType.List => AttributeValue.List([
                .. value.GetList().Select(element => Inside(element, names, replace)),
            ]),
            _ => value,
        };
}
