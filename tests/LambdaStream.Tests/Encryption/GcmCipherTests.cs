using LambdaStream.Encryption;
using Xunit;

namespace LambdaStream.Tests.Encryption;

public class GcmCipherTests
{
    [Fact]
    public void Decrypt_AnyLength_IsWhatWasEncrypted()
    {
        for (var length = 0; length <= 70; length++)
        {
            var text = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
            var value = GcmCipher.Encrypt(SomeKey.Bytes, text, "name"u8);
            Assert.Equal(text, GcmCipher.Decrypt(SomeKey.Bytes, value, "name"u8));
        }
    }

    [Fact]
    public void Decrypt_ValueThatWasChangedAnywhere_GivesNothing()
    {
        var value = GcmCipher.Encrypt(SomeKey.Bytes, "42"u8, "name"u8);
        for (var i = 0; i < value.Length; i++)
        {
            var changed = value.ToArray();
            changed[i] ^= 1;
            Assert.Null(GcmCipher.Decrypt(SomeKey.Bytes, changed, "name"u8));
        }
        Assert.Null(GcmCipher.Decrypt(SomeKey.Bytes, value.AsSpan(1), "name"u8));
        Assert.Null(GcmCipher.Decrypt(SomeKey.Bytes, new byte[27], "name"u8));
    }

    [Fact]
    public void Decrypt_ValueOfAnotherFieldOrKey_GivesNothing()
    {
        var value = GcmCipher.Encrypt(SomeKey.Bytes, "42"u8, "name"u8);

        Assert.Null(GcmCipher.Decrypt(SomeKey.Bytes, value, "mail"u8));
        Assert.Null(GcmCipher.Decrypt(new byte[32], value, "name"u8));
    }

    [Fact]
    public void Encrypt_TheSameTwice_LooksDifferent() =>
        Assert.NotEqual(
            GcmCipher.Encrypt(SomeKey.Bytes, "42"u8, "name"u8),
            GcmCipher.Encrypt(SomeKey.Bytes, "42"u8, "name"u8)
        );
}
