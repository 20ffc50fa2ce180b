using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests.Control;

public class KmsTests
{
    private const string Alias = "alias/service";

    private readonly LocalWorld _world = Some.World();

    public KmsTests() => _world.Key(Alias, "us-west-2");

    [Fact]
    public async Task DataKey_IsDecryptedInTheRegionsWhereItWasEncrypted()
    {
        var key = await _world.Kms.GenerateDataKeyAsync(new() { KeyId = Alias }, default);
        var west = await _world.Kms.EncryptAsync(
            new()
            {
                KeyId = Alias,
                Plaintext = key.Plaintext,
                Region = "us-west-2",
            },
            default
        );

        Assert.Equal(32, key.Plaintext.Length);
        Assert.Equal(key.Plaintext, await DecryptAsync(key.CiphertextBlob), Same);
        Assert.Equal(key.Plaintext, await DecryptAsync(west.CiphertextBlob, "us-west-2"), Same);
        await RefusedAsync("InvalidCiphertextException", () => DecryptAsync(west.CiphertextBlob));
    }

    [Fact]
    public async Task Keys_AreTheSameForTheSameSeed()
    {
        var other = Some.World();
        other.Key(Alias, "us-west-2");

        var ours = await _world.Kms.GenerateDataKeyAsync(new() { KeyId = Alias }, default);
        var others = await other.Kms.GenerateDataKeyAsync(new() { KeyId = Alias }, default);

        Assert.Equal(ours.Plaintext, others.Plaintext, Same);
    }

    [Fact]
    public async Task Requests_OutsideTheLimits_AreRefused()
    {
        var kms = _world.Kms;
        var key = await kms.GenerateDataKeyAsync(new() { KeyId = Alias }, default);
        var broken = key.CiphertextBlob.ToArray();
        broken[^1] ^= 1;

        await RefusedAsync(
            "NotFoundException",
            async () => await kms.GenerateDataKeyAsync(new() { KeyId = "alias/no" }, default)
        );
        await RefusedAsync(
            "ValidationException",
            async () => await kms.EncryptAsync(new() { KeyId = Alias, Plaintext = new byte[4097] }, default)
        );
        await RefusedAsync("InvalidCiphertextException", () => DecryptAsync(broken));
        await RefusedAsync("InvalidCiphertextException", () => DecryptAsync(new byte[3]));
        await RefusedAsync(
            "IncorrectKeyException",
            async () =>
                await kms.DecryptAsync(new() { CiphertextBlob = key.CiphertextBlob, KeyId = "alias/other" }, default)
        );
    }

    [Fact]
    public async Task EncryptionContext_MustBeTheSameAgain()
    {
        var context = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" };
        var turned = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" };
        var key = await _world.Kms.GenerateDataKeyAsync(new() { KeyId = Alias, EncryptionContext = context }, default);
        DecryptRequest Request(Dictionary<string, string>? given) =>
            new() { CiphertextBlob = key.CiphertextBlob, EncryptionContext = given };

        Assert.Equal(key.Plaintext, (await _world.Kms.DecryptAsync(Request(turned), default)).Plaintext, Same);
        foreach (
            var wrong in new Dictionary<string, string>?[]
            {
                null,
                new() { ["a"] = "1" },
                new() { ["a"] = "2", ["b"] = "1" },
            }
        )
            await RefusedAsync(
                "InvalidCiphertextException",
                async () => await _world.Kms.DecryptAsync(Request(wrong), default)
            );
    }

    private static bool Same(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) =>
        left.Span.SequenceEqual(right.Span);

    private async Task<ReadOnlyMemory<byte>> DecryptAsync(ReadOnlyMemory<byte> blob, string? region = null) =>
        (await _world.Kms.DecryptAsync(new() { CiphertextBlob = blob, Region = region }, default)).Plaintext;

    private static async Task RefusedAsync(string code, Func<Task> call) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<ServiceException>(call)).Code);
}
