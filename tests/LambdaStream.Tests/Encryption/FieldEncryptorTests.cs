using System.Net;
using LambdaStream.Connectors;
using LambdaStream.Encryption;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Encryption;

public class FieldEncryptorTests
{
    private readonly RecordingKms _kms = SomeKey.Kms();

    [Fact]
    public async Task Encrypt_NamedFieldsAtAnyDepth_AndPutsTheMetadataBesideThem()
    {
        var encrypted = await Encryptor(EncryptionFormat.Base64)
            .EncryptAsync(
                Json.Parse(
                    """{"name":"Ann","n":[1,{"name":{"first":"A"},"none":null}],"none":null,"open":"o","eem":null}"""
                ),
                Fields("name", "none"),
                default
            );

        Assert.Equal(
            """{"name":"IkFubiI=","n":[1,{"name":"eyJmaXJzdCI6IkEifQ==","none":null}],"none":null,"open":"o","eem":{"dataKeys":{"us-west-2":"YmxvYg=="},"masterKeyAlias":"alias/thing","fields":["name","none"]}}""",
            encrypted.ToString()
        );
        Assert.Equal(
            ("alias/thing", "AES_256", null, null),
            Assert.Single(_kms.Requests.OfType<GenerateDataKeyRequest>()) is var asked
                ? (asked.KeyId, asked.KeySpec, asked.Region, asked.EncryptionContext)
                : default
        );
    }

    [Theory]
    [InlineData(EncryptionFormat.AesCbc)]
    [InlineData(EncryptionFormat.AesGcm)]
    [InlineData(EncryptionFormat.Base64)]
    public async Task Decrypt_WhatWasEncrypted_IsTheSameAgain(EncryptionFormat format)
    {
        var data = Json.Parse("""{"name":"Ann","n":[{"name":[1,{"x":2.50}]}],"mail":"","open":"o"}""");
        var item = Item.Of(
            ("pk", "1"),
            ("name", "Ann"),
            ("n", Item.Of(("name", 7L))),
            ("tags", AttributeValue.TextSet("a"))
        );
        var encryptor = Encryptor(format);

        var encrypted = await encryptor.EncryptAsync(data, Fields("name", "mail"), default);
        var row = await encryptor.EncryptAsync(item, Fields("name"), default);

        Assert.DoesNotContain("Ann", encrypted.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", row.ToString(), StringComparison.Ordinal);
        Assert.Equal(AttributeType.TextSet, row["tags"].Type);
        Assert.Equal(data.ToString(), (await encryptor.DecryptAsync(encrypted, default)).ToString());
        Assert.Equal(item, await encryptor.DecryptAsync(row, default));
        // One data key for all, and one answer to what it is.
        Assert.Single(_kms.Requests.OfType<GenerateDataKeyRequest>());
        Assert.Single(_kms.Requests.OfType<DecryptRequest>());
    }

    // A reader that does not know the format gets no key, rather than reading rubbish.
    [Fact]
    public async Task Encrypt_AuthenticatedFormat_IsNamedInTheMetadataAndBoundToTheDataKey()
    {
        var encryptor = Encryptor(EncryptionFormat.AesGcm);

        var encrypted = await encryptor.EncryptAsync(Json.Parse("""{"name":"Ann"}"""), Fields("name"), default);
        await encryptor.DecryptAsync(encrypted, default);

        Assert.Equal("AES-256-GCM", encrypted["eem"]["format"].GetString());
        var context = new Dictionary<string, string> { ["lambda-stream:format"] = "AES-256-GCM" };
        Assert.Equal(context, Assert.Single(_kms.Requests.OfType<GenerateDataKeyRequest>()).EncryptionContext);
        Assert.Equal(context, Assert.Single(_kms.Requests.OfType<DecryptRequest>()).EncryptionContext);
    }

    [Fact]
    public async Task Encrypt_SeveralRegions_EncryptsTheDataKeyForEach()
    {
        var encryptor = new FieldEncryptor(
            SomeKey.Options(_kms) with
            {
                KmsRegions = ["us-west-2", "us-east-1", "eu-west-1"],
            }
        );

        var encrypted = await encryptor.EncryptAsync(Json.Parse("""{"name":"Ann"}"""), Fields("name"), default);

        Assert.Equal(
            """{"us-east-1":"b3RoZXI=","eu-west-1":"b3RoZXI=","us-west-2":"YmxvYg=="}""",
            encrypted["eem"]["dataKeys"].ToString()
        );
        Assert.Equal(["us-east-1", "eu-west-1"], _kms.Requests.OfType<EncryptRequest>().Select(asked => asked.Region!));
    }

    [Fact]
    public async Task Encrypt_RegionThatIsAway_IsLeftOutAndToldOf()
    {
        var failed = new List<string>();
        _kms.OnEncrypt = (_, _) => throw new ServiceException("KMSInternalException", "away");
        var encryptor = new FieldEncryptor(
            SomeKey.Options(_kms) with
            {
                KmsRegions = ["us-east-1"],
                OnKmsRegionFailed = (region, error) => failed.Add($"{region} {error.Message}"),
            }
        );

        var encrypted = await encryptor.EncryptAsync(Json.Parse("""{"name":"Ann"}"""), Fields("name"), default);

        Assert.Equal("""{"us-west-2":"YmxvYg=="}""", encrypted["eem"]["dataKeys"].ToString());
        Assert.Equal(["us-east-1 away"], failed);
    }

    [Fact]
    public async Task Encrypt_EachAlias_HasADataKeyOfItsOwn()
    {
        var encryptor = Encryptor();
        var data = Json.Parse("""{"name":"Ann"}""");

        foreach (var alias in new[] { "alias/a", "alias/b", "alias/a" })
            await encryptor.EncryptAsync(data, Fields("name") with { MasterKeyAlias = alias }, default);

        Assert.Equal(
            ["alias/a", "alias/b"],
            _kms.Requests.OfType<GenerateDataKeyRequest>().Select(asked => asked.KeyId)
        );
    }

    [Fact]
    public async Task Encrypt_WhatIsEncrypted_IsRefused()
    {
        var encryptor = Encryptor();
        var encrypted = await encryptor.EncryptAsync(Json.Parse("""{"name":"Ann"}"""), Fields("name"), default);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await encryptor.EncryptAsync(encrypted, Fields("mail"), default)
        );

        Assert.Contains("encrypted already", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encrypt_WhatIsNoObject_IsRefusedWithoutShowingIt()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(async () =>
            await Encryptor().EncryptAsync("Ann", Fields("name"), default)
        );

        Assert.DoesNotContain("Ann", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decrypt_OwnRegionRefuses_AsksAllOthersAndTakesTheFirst()
    {
        _kms.OnDecrypt = (request, _) =>
            request.Region switch
            {
                null or "eu-west-1" => throw new ServiceException("AccessDeniedException", "no"),
                _ => new(new DecryptResponse { Plaintext = SomeKey.Bytes }),
            };

        var clear = await Encryptor()
            .DecryptAsync(Encrypted("us-west-2", "eu-west-1", "us-east-1", "us-east-2"), default);

        Assert.Equal("""{"name":"Ann"}""", clear.ToString());
        Assert.Equal(
            [null, "eu-west-1", "us-east-1", "us-east-2"],
            _kms.Requests.OfType<DecryptRequest>().Select(asked => asked.Region)
        );
    }

    [Fact]
    public async Task Decrypt_KeyIsNotForTheOwnRegion_AsksTheOthers()
    {
        await Encryptor().DecryptAsync(Encrypted("us-east-1"), default);

        Assert.Equal("us-east-1", Assert.Single(_kms.Requests.OfType<DecryptRequest>()).Region);
    }

    [Fact]
    public async Task Decrypt_NoRegionDoes_IsTheErrorOfTheFirst()
    {
        _kms.OnDecrypt = (request, _) =>
            throw new ServiceException(request.Region is null ? "ThrottlingException" : "NotFoundException", "no")
            {
                StatusCode = HttpStatusCode.BadRequest,
            };

        var error = await Assert.ThrowsAsync<ServiceException>(async () =>
            await Encryptor().DecryptAsync(Encrypted("us-west-2", "us-east-1"), default)
        );

        Assert.Equal(("ThrottlingException", HttpStatusCode.BadRequest), (error.Code, error.StatusCode));
        Assert.Contains(
            "us-west-2 (ThrottlingException), us-east-1 (NotFoundException)",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{"name":"Ann"}""")]
    [InlineData("""{"name":"Ann","eem":null}""")]
    [InlineData("""{"name":"Ann","eem":"electronic"}""")]
    [InlineData("{}")]
    public async Task Decrypt_WithoutMetadata_ChangesNothing(string data)
    {
        Assert.Equal(data, (await Encryptor().DecryptAsync(Json.Parse(data), default)).ToString());
        Assert.Empty(_kms.Requests);
    }

    [Theory]
    [InlineData("""{"dataKeys":{"us-west-2":"YmxvYg=="}}""")]
    [InlineData("""{"dataKeys":{"us-west-2":"YmxvYg=="},"fields":["name"],"format":"ROT-13"}""")]
    public async Task Decrypt_MetadataThatCannotBeRead_IsAnError(string metadata) =>
        await Assert.ThrowsAsync<FormatException>(async () =>
            await Encryptor().DecryptAsync(Json.ObjectOf(("name", "x"), ("eem", Json.Parse(metadata))), default)
        );

    [Fact]
    public async Task Decrypt_MetadataWithoutKeys_IsAnError() =>
        await Assert.ThrowsAsync<ServiceException>(async () => await Encryptor().DecryptAsync(Encrypted(), default));

    [Fact]
    public async Task With_OtherSettings_SharesTheKeysOfTheSameKms()
    {
        var options = SomeKey.Options(_kms);
        var encryptor = new FieldEncryptor(options);
        var other = SomeKey.Kms();

        await encryptor.DecryptAsync(Encrypted("us-west-2"), default);
        await encryptor.With(options with { BusName = "bus" }).DecryptAsync(Encrypted("us-west-2"), default);
        await encryptor.With(options with { Kms = other }).DecryptAsync(Encrypted("us-west-2"), default);

        Assert.Equal((1, 1), (_kms.Requests.Count, other.Requests.Count));
    }

    [Fact]
    public async Task SettingsThatAreMissing_AreNamed()
    {
        var data = Json.Parse("""{"name":"Ann"}""");
        async Task<string> Refusal(StreamOptions options) =>
            (
                await Assert.ThrowsAsync<InvalidOperationException>(async () =>
                    await new FieldEncryptor(options).EncryptAsync(data, Fields("name"), default)
                )
            ).Message;

        Assert.Contains(
            "StreamOptions.Kms",
            await Refusal(SomeKey.Options() with { Kms = null }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "AWS_REGION",
            await Refusal(SomeKey.Options() with { Region = null }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "MASTER_KEY_ALIAS",
            await Refusal(SomeKey.Options() with { MasterKeyAlias = null }),
            StringComparison.Ordinal
        );
    }

    private FieldEncryptor Encryptor(EncryptionFormat format = default) => new(SomeKey.Options(_kms, format));

    private static FieldEncryption Fields(params string[] fields) => new() { Fields = fields };

    private static Json Encrypted(params string[] regions) =>
        Json.ObjectOf(
            ("name", SomeKey.Encrypted("name", "Ann")),
            (
                "eem",
                Json.ObjectOf(
                    ("dataKeys", Json.ObjectOf([.. regions.Select(region => (region, (Json)"YmxvYg=="))])),
                    ("fields", Json.ArrayOf("name"))
                )
            )
        );
}
