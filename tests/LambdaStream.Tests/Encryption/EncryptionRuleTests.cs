using LambdaStream.Encryption;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Encryption;

public class EncryptionRuleTests
{
    private static readonly FieldEncryption Names = new() { Fields = ["name"] };

    [Fact]
    public void Rule_ThatCannotEncrypt_DoesNotStart()
    {
        var cdc = new Cdc
        {
            Id = "c",
            EventType = "a",
            Encryption = Names,
        };

        Assert.Contains(
            "The port Kms is missing",
            Refusal(cdc, options => options with { Kms = null }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "MASTER_KEY_ALIAS",
            Refusal(cdc, options => options with { MasterKeyAlias = null }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "AWS_REGION",
            Refusal(cdc, options => options with { Region = null }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "where the metadata goes",
            Refusal(cdc, options => options with { EncryptionMetadataName = "name" }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Rule_WithFieldsAndFunction_DoesNotStart() =>
        Assert.Contains(
            "Encryption and ToEncryption are both set",
            Refusal(
                new Cdc
                {
                    Id = "c",
                    EventType = "a",
                    Encryption = Names,
                    ToEncryption = (_, _) => Names,
                }
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Rule_WhoseMappingCannotEncrypt_DoesNotStart()
    {
        Rule[] rules =
        [
            new Materialize
            {
                Id = "r",
                EventType = "a",
                Encryption = Names,
                ToUpdateRequest = _ => null,
            },
            new Update
            {
                Id = "r",
                EventType = "a",
                Encryption = Names,
                ToUpdateRequest = _ => null,
            },
            new Collect
            {
                Id = "r",
                EventType = "a",
                Encryption = Names,
            },
            new Correlate
            {
                Id = "r",
                EventType = "a",
                Encryption = Names,
                CorrelationKey = "id",
            },
        ];

        Assert.All(rules, rule => Assert.Contains("Encryption is set, but", Refusal(rule), StringComparison.Ordinal));
    }

    private static string Refusal(Rule rule, Func<StreamOptions, StreamOptions>? change = null)
    {
        var driver = new FunctionDriver(From.Kinesis());
        var options = driver.Options with { Kms = SomeKey.Kms(), MasterKeyAlias = SomeKey.Alias };
        return Assert
            .Throws<InvalidProcessorException>(() =>
                new Processor(From.Kinesis(), change is null ? options : change(options), rule)
            )
            .Message;
    }
}
