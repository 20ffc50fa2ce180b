namespace LambdaStream.Encryption;

/// <summary>Which fields are encrypted, and under which key. What is null comes from the function's options.</summary>
/// <remarks>The Node library's <c>eem</c>.</remarks>
public sealed record FieldEncryption
{
    /// <summary>
    /// The names of the members whose values are encrypted as a whole, wherever they stand, also in lists and in objects in
    /// objects. JSON null stays null.
    /// </summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>The master key, as <c>alias/name</c>; by default <see cref="StreamOptions.MasterKeyAlias"/>.</summary>
    public string? MasterKeyAlias { get; init; }

    /// <summary>The regions in which the data can be decrypted, beside one's own; by default <see cref="StreamOptions.KmsRegions"/>.</summary>
    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>How values are written; by default <see cref="StreamOptions.EncryptionFormat"/>.</summary>
    public EncryptionFormat? Format { get; init; }
}
