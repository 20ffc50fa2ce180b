using System.Text;
using LambdaStream.Encryption;
using Xunit;

namespace LambdaStream.Tests.Encryption;

public class OpenSslCipherTests
{
    private static readonly DataKey Key = new(SomeKey.Bytes, []);

    [Fact]
    public void Passphrases_AreThoseOfTheNodeLibrary()
    {
        Assert.Equal(
            "221,148,121,59,187,215,213,217,105,57,139,162,51,190,31,95,71,255,252,96,225,217,233,11,103,148,94,36,131,0,50,241",
            Encoding.UTF8.GetString(Key.Passphrase)
        );
        Assert.Equal(
            "dd94793befbfbdefbfbdefbfbdefbfbd6939efbfbdefbfbd33efbfbd1f5f47efbfbdefbfbd60efbfbdefbfbdefbfbd0b67efbfbd5e24efbfbd0032efbfbd",
            Convert.ToHexStringLower(Key.TextPassphrase)
        );
    }

    // Made with CryptoJS 4.2.0, as aws-kms-ee uses it.
    [Theory]
    [InlineData("\"n1\"", "0001020304050607", "U2FsdGVkX18AAQIDBAUGB8KBuJlqTlM7a+BXDOYyLWQ=")]
    [InlineData("42", "0001020304050608", "U2FsdGVkX18AAQIDBAUGCFjSjSAeiXcKC+i50bjR0ro=")]
    [InlineData("true", "0001020304050609", "U2FsdGVkX18AAQIDBAUGCc6oRjzZIs4/xCu1Z8620E8=")]
    [InlineData(
        """{"a":"é","b":[1,null]}""",
        "000102030405060a",
        "U2FsdGVkX18AAQIDBAUGCgEHyOSh5JfSFZ7Gqc6cDpftDuQ+dAP/LZ1S0hBxS8W/"
    )]
    [InlineData(
        "\"v1v1v1v1v1v1v1v1v1v1v1v1v1v1v1v1v1v1v1v1\"",
        "000102030405060b",
        "U2FsdGVkX18AAQIDBAUGCzr3zXYfJBtnieDhpu3lX21FVpKMurcn73t1iXSAu9T3k3Rh+/xo/2/Cn0yhLSdd2w=="
    )]
    public void Encrypt_TodaysPassphrase_IsCryptoJsBitByBit(string text, string salt, string expected) =>
        Check(Key.Passphrase, text, salt, expected);

    [Theory]
    [InlineData("\"n1\"", "0001020304050607", "U2FsdGVkX18AAQIDBAUGB0k1FjJ9ijhYrim7sNk//mU=")]
    [InlineData("42", "0001020304050608", "U2FsdGVkX18AAQIDBAUGCCG1GE5UfKAl5QvfHUv4t8U=")]
    [InlineData("true", "0001020304050609", "U2FsdGVkX18AAQIDBAUGCToPTZzx31BNWsqWVJeR69o=")]
    [InlineData(
        """{"a":"é","b":[1,null]}""",
        "000102030405060a",
        "U2FsdGVkX18AAQIDBAUGCvZ25VbIUaLGj/CYkiaNpOfkBQcVTmtZPF873xBxJgWk"
    )]
    [InlineData(
        "\"v1v1v1v1v1v1v1v1v1v1v1v1v1v1v1v1v1v1v1v1\"",
        "000102030405060b",
        "U2FsdGVkX18AAQIDBAUGC+DNlgSV7+b7YnL2l6odOkPOZCmrya0A8E/3vDLT9ifiN/4f2bbk5V73VtKVi40iKQ=="
    )]
    public void Encrypt_TextPassphrase_IsCryptoJsBitByBit(string text, string salt, string expected) =>
        Check(Key.TextPassphrase, text, salt, expected);

    // openssl enc -aes-256-cbc -md md5 -salt -pass pass:221,148,...
    [Fact]
    public void Decrypt_ReadsWhatOpenSslHasWritten() =>
        Assert.Equal(
            """{"by":"openssl"}""",
            Encoding.UTF8.GetString(
                OpenSslCipher.Decrypt(
                    Key.Passphrase,
                    Convert.FromBase64String("U2FsdGVkX1+QdQ5wyavta3qQGIvDQ6k7ULzJJIMTLrpauhkDLSSncYsD0RsqM7he")
                )!
            )
        );

    [Theory]
    [InlineData("")]
    [InlineData("U2FsdGVkX18AAQIDBAUGBw==")]
    [InlineData("U2FsdGVkX18AAQIDBAUGB8KBuJlqTlM7a+BXDOYyLQ==")]
    [InlineData("MTIzNDU2NzgAAQIDBAUGB8KBuJlqTlM7a+BXDOYyLWQ=")]
    public void Decrypt_WhatIsNotOfTheForm_GivesNothing(string base64) =>
        Assert.Null(OpenSslCipher.Decrypt(Key.Passphrase, Convert.FromBase64String(base64)));

    [Fact]
    public void Decrypt_AnyLength_IsWhatWasEncrypted()
    {
        for (var length = 1; length <= 70; length++)
        {
            var text = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
            var salted = OpenSslCipher.Encrypt(Key.Passphrase, text, new byte[OpenSslCipher.SaltSize]);
            Assert.Equal(text, OpenSslCipher.Decrypt(Key.Passphrase, salted));
        }
    }

    private static void Check(ReadOnlySpan<byte> passphrase, string text, string salt, string expected)
    {
        var salted = OpenSslCipher.Encrypt(passphrase, Encoding.UTF8.GetBytes(text), Convert.FromHexString(salt));

        Assert.Equal(expected, Convert.ToBase64String(salted));
        Assert.Equal(text, Encoding.UTF8.GetString(OpenSslCipher.Decrypt(passphrase, salted)!));
    }
}
