using System.Text.Json;

namespace LambdaStream.Encryption;

/// <summary>What stands with encrypted data: its data key, encrypted for each region, and the fields. The Node library's <c>eem</c>.</summary>
internal sealed record EncryptionMetadata
{
    /// <summary>The format of <see cref="EncryptionFormat.AesGcm"/>, as the metadata and the data key's context name it.</summary>
    public const string AesGcm = "AES-256-GCM";

    /// <summary>The data key, encrypted, as base64, by region.</summary>
    public required IReadOnlyList<(string Region, string DataKey)> DataKeys { get; init; }

    public string? MasterKeyAlias { get; init; }

    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>Whether the values are authenticated; without, they are in one of the Node library's two forms.</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>Reads metadata; null where the value is none.</summary>
    /// <exception cref="FormatException">It is an object, as metadata is, and cannot be read.</exception>
    public static EncryptionMetadata? Of(Json json)
    {
        if (json.Kind is not JsonValueKind.Object)
            return null;
        var keys = new List<(string, string)>();
        foreach (var (region, key) in json["dataKeys"].EnumerateObject())
        {
            if (key.Kind is JsonValueKind.String)
                keys.Add((region, key.GetString()!));
        }
        if (json["fields"].Kind is not JsonValueKind.Array)
            throw new FormatException("The encryption metadata has no list of fields.");
        return new()
        {
            DataKeys = keys,
            MasterKeyAlias = json["masterKeyAlias"] is { Kind: JsonValueKind.String } alias ? alias.GetString() : null,
            Fields = FieldsOf(json),
            IsAuthenticated = json["format"] switch
            {
                { IsNullOrUndefined: true } => false,
                var format when format.IsString(AesGcm) => true,
                _ => throw new FormatException("The encryption metadata has a format that this version does not know."),
            },
        };
    }

    /// <summary>The fields that metadata names; none where the value is no metadata.</summary>
    public static List<string> FieldsOf(Json json)
    {
        var fields = new List<string>();
        foreach (var field in json["fields"].EnumerateArray())
        {
            if (field.Kind is JsonValueKind.String)
                fields.Add(field.GetString()!);
        }
        return fields;
    }

    public Json ToJson() =>
        Json.ObjectOf(
            ("dataKeys", Json.ObjectOf([.. DataKeys.Select(key => (key.Region, (Json)key.DataKey))])),
            ("masterKeyAlias", MasterKeyAlias),
            ("fields", Json.ArrayOf([.. Fields.Select(field => (Json)field)])),
            ("format", IsAuthenticated ? AesGcm : null)
        );
}
