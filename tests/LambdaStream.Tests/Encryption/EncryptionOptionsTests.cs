using LambdaStream.Encryption;
using Xunit;

namespace LambdaStream.Tests.Encryption;

public class EncryptionOptionsTests
{
    [Fact]
    public void FromEnvironment_ReadsTheVariablesOfEncryption()
    {
        var options = Read(
            ("MASTER_KEY_ALIAS", "alias/a"),
            ("KMS_REGIONS", "us-west-2, us-east-1"),
            ("DATA_KEY_MAX_AGE", "60000"),
            ("ENCRYPTION_PARALLEL", "3"),
            ("PARALLEL", "5")
        );

        Assert.Equal(
            ("alias/a", TimeSpan.FromMinutes(1), 3),
            (options.MasterKeyAlias, options.DataKeyMaxAge, options.EncryptionParallel)
        );
        Assert.Equal(["us-west-2", "us-east-1"], options.KmsRegions);
    }

    [Fact]
    public void Defaults_AreThoseOfTheNodeLibrary()
    {
        var options = Read();

        Assert.Equal(
            (null, null, 8, EncryptionFormat.AesCbc, "eem", true),
            (
                options.MasterKeyAlias,
                options.DataKeyMaxAge,
                options.EncryptionParallel,
                options.EncryptionFormat,
                options.EncryptionMetadataName,
                options.DecryptQueried
            )
        );
        Assert.Empty(options.KmsRegions);
    }

    [Theory]
    [InlineData("true", null, EncryptionFormat.AesCbc)]
    [InlineData("false", null, EncryptionFormat.Base64)]
    [InlineData("false", "AES-256-GCM", EncryptionFormat.Base64)]
    [InlineData(null, "AES-256-GCM", EncryptionFormat.AesGcm)]
    [InlineData(null, "AES-256-CBC", EncryptionFormat.AesCbc)]
    [InlineData(null, "AES-256-CBC-TEXT-KEY", EncryptionFormat.AesCbcTextKey)]
    public void FromEnvironment_Format(string? aes, string? format, EncryptionFormat expected) =>
        Assert.Equal(expected, Read(("AES", aes), ("ENCRYPTION_FORMAT", format)).EncryptionFormat);

    [Fact]
    public void FromEnvironment_UnknownFormat_IsRefused() =>
        Assert.Contains(
            "ENCRYPTION_FORMAT",
            Assert.Throws<FormatException>(() => Read(("ENCRYPTION_FORMAT", "rot13"))).Message,
            StringComparison.Ordinal
        );

    private static StreamOptions Read(params (string Name, string? Value)[] variables) =>
        StreamOptions.FromEnvironment(
            variables
                .Where(variable => variable.Value is not null)
                .ToDictionary(variable => variable.Name, variable => variable.Value!)
        );
}
