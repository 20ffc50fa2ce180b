namespace LambdaStream.Encryption;

/// <summary>How <see cref="Steps.DecryptEvent"/> and <see cref="Steps.DecryptChangeEvent"/> work.</summary>
public sealed record DecryptOptions
{
    internal static DecryptOptions Default { get; } = new();

    /// <summary>Which of the events with encryption metadata are decrypted; by default all. The Node library's <c>prefilter</c>.</summary>
    public Func<UnitOfWork, bool>? When { get; init; }

    /// <summary>Whether the item before a change is decrypted too; by default it is. Without, a decrypted event does not have it.</summary>
    public bool IncludeOldImage { get; init; } = true;

    /// <summary>
    /// With <see cref="EncryptionFormat.Base64"/> values in base64 alone are read too; by default as
    /// <see cref="StreamOptions.EncryptionFormat"/> says. All else is recognised.
    /// </summary>
    public EncryptionFormat? Format { get; init; }

    /// <summary>Events being decrypted at the same time; by default <see cref="StreamOptions.EncryptionParallel"/>.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default the output.</summary>
    public Order Order { get; init; }
}
