namespace LambdaStream;

// What concerns the fields that a rule encrypts.
public sealed partial class RuleCheck
{
    /// <summary>Where a rule encrypts what its mapping gives, the mapping must be one that can.</summary>
    public void RequireEncrypting(object? async, string name) =>
        Require(
            !Rule.Encrypts || async is not null,
            $"Encryption is set, but nothing would be encrypted. Set {name}, and give what it stores to uow.EncryptDataAsync(...)."
        );

    /// <summary>A flavor that has nothing to encrypt must not look as if it did.</summary>
    public void RefuseEncryption() =>
        Require(!Rule.Encrypts, "Encryption is set, but this flavor encrypts nothing. Remove it.");

    /// <summary>Who encrypts needs keys, and a place for what tells of them.</summary>
    internal void RequireKeys()
    {
        if (!Rule.Encrypts)
            return;
        var fields = Rule.Encryption;
        Require(
            fields is null || Rule.ToEncryption is null,
            "Encryption and ToEncryption are both set. Set one of them."
        );
        RequirePort(Options.Kms, nameof(StreamOptions.Kms));
        Require(Options.Region is not null, "It encrypts, but has no region. Set StreamOptions.Region, or AWS_REGION.");
        Require(
            fields is null || (fields.MasterKeyAlias ?? Options.MasterKeyAlias) is not null,
            "It encrypts, but has no master key. Set Encryption.MasterKeyAlias, or MASTER_KEY_ALIAS."
        );
        Require(
            fields?.Fields.Contains(Options.EncryptionMetadataName) is not true,
            $"Encryption.Fields has '{Options.EncryptionMetadataName}', which is where the metadata goes."
        );
    }
}
