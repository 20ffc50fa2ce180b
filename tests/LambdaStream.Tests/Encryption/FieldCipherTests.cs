using System.Security.Cryptography;
using System.Text;
using LambdaStream.Encryption;
using Xunit;

namespace LambdaStream.Tests.Encryption;

public class FieldCipherTests
{
    private static readonly DataKey Key = new(SomeKey.Bytes, []);

    public static TheoryData<EncryptionFormat> Formats => [.. Enum.GetValues<EncryptionFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Decrypt_AnyValue_IsWhatWasEncrypted(EncryptionFormat format)
    {
        foreach (
            var text in new[] { "\"\"", "\"Ann\"", "0", "-1.50", "1e+21", "true", "[]", """{"E":[1,null,"é\n😀"]}""" }
        )
            Assert.Equal(text, Decrypt(FieldCipher.Encrypt(Key, format, "name", Json.Parse(text)), format));
    }

    // As the readers know it, 1E5 were a string.
    [Fact]
    public void Decrypt_ANumberWithALargeE_IsTheSameNumber() =>
        Assert.Equal(
            "1.50e+5",
            Decrypt(
                FieldCipher.Encrypt(Key, EncryptionFormat.AesCbc, "name", Json.Parse("1.50E+5")),
                EncryptionFormat.AesCbc
            )
        );

    // Made with CryptoJS 4.2.0 under the older passphrase. 1E5 is a string there, because new writers use a small e.
    [Theory]
    [InlineData("U2FsdGVkX1+Nve6V3JiYfBKHEyXCDUQIydMdlFMxv48=", "\"Ann\"")]
    [InlineData("U2FsdGVkX1+PKKlsoo/i6Z6zN4g5mqVjw3x/cV+PDq0=", "\"1E5\"")]
    [InlineData("U2FsdGVkX19PR2NhHkxNQ0fF1X1Xsd3O1udP01MXvgg=", "\"quoted\"")]
    [InlineData(
        "U2FsdGVkX19oWVhCQ3uygZ5u3s01pD4bRx1UeHPocw3XlLi31H/46RyUj029wR1kJ0HV5jl3b7eBZf40miFwQw==",
        "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\""
    )]
    [InlineData("U2FsdGVkX18AAQIDBAUGCCG1GE5UfKAl5QvfHUv4t8U=", "42")]
    // Under today's.
    [InlineData("U2FsdGVkX18AAQIDBAUGDM6A5ZJJLozTzyMM4NH6KMs=", "\"1E5\"")]
    [InlineData("U2FsdGVkX18AAQIDBAUGDQbb45r8r9vj46W376dBV8g=", "\"not json\"")]
    [InlineData("U2FsdGVkX18AAQIDBAUGDuUhYLr092ipSUt/ulQrDtM=", "\"FALSE\"")]
    [InlineData("U2FsdGVkX18AAQIDBAUGDxE1bnQiNBUKMFmOQLIZvHE=", """{"E":1}""")]
    [InlineData("U2FsdGVkX19G4Oa06MqMXrHOHt8hPEqCNndggtEI3lo=", "1e+21")]
    [InlineData("U2FsdGVkX1/meojmH+WeM3AzssxEAibbMW33Pwkjcb8=", "\"\\ud800x\"")]
    public void Decrypt_ReadsWhatTheNodeLibraryHasWritten(string value, string expected) =>
        Assert.Equal(expected, Decrypt(value, EncryptionFormat.AesCbc));

    [Fact]
    public void Encrypt_Base64_IsTheTextOfJsonStringify() =>
        Assert.Equal(
            """{"a":["é/\n",1.0]}""",
            Encoding.UTF8.GetString(
                Convert.FromBase64String(
                    FieldCipher
                        .Encrypt(
                            Key,
                            EncryptionFormat.Base64,
                            "name",
                            Json.Parse("""{ "a" : [ "\u00e9\/\u000a" , 1.0 ] }""")
                        )
                        .GetString()!
                )
            )
        );

    [Theory]
    [InlineData("\"ImNsZWFyIg==\"", EncryptionFormat.AesCbc)]
    [InlineData("\"ImNsZWFyIg==\"", EncryptionFormat.AesGcm)]
    [InlineData("\"clear text\"", EncryptionFormat.AesCbc)]
    [InlineData("\"clear text\"", EncryptionFormat.Base64)]
    [InlineData("7", EncryptionFormat.AesCbc)]
    [InlineData("\"U2FsdGVkX18AAQIDBAUGB8KBuJlqTlM7a+BXDOYyLWU=\"", EncryptionFormat.AesCbc)]
    public void Decrypt_WhatCannotBeDecrypted_IsAnErrorThatNamesTheFieldAndShowsNoValue(
        string value,
        EncryptionFormat format
    )
    {
        var error = Assert.Throws<CryptographicException>(() =>
            FieldCipher.Decrypt(Key, format, "ssn", Json.Parse(value))
        );

        Assert.Contains("'ssn'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value.Trim('"'), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("clear", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decrypt_AnotherKey_IsAnError() =>
        Assert.Throws<CryptographicException>(() =>
            FieldCipher.Decrypt(
                new DataKey(new byte[32], []),
                EncryptionFormat.AesCbc,
                "name",
                SomeKey.Encrypted("name", "Ann Example")
            )
        );

    private static string Decrypt(Json value, EncryptionFormat format) =>
        FieldCipher.Decrypt(Key, format, "name", value).ToString();
}
